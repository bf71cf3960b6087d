#include <algorithm>

#include "sync/log/log.h"

namespace hk {

namespace {

// One query a table. Row numbers differ between databases, so everything is named by the ids and codes from outside,
// and the change that holds a value by its own id.
constexpr const char* dump_queries[] = {
    R"sql(SELECT 'setting', hex(p.uuid), field, value, hex(c.id) FROM programme_setting s
          JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'catalogue', hex(p.uuid), type, code, place, pictogram, workshop, ifnull(k.kind, ''), goal_area, retired, hex(c.id)
          FROM catalogue k JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'label', hex(p.uuid), type, code, language, words FROM catalogue_label JOIN programme p USING(programme))sql",
    R"sql(SELECT 'schedule', hex(p.uuid), entry, activity, site, weekday, start_min, end_min, hex(leaders), retired, hex(c.id)
          FROM schedule s JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'device', hex(p.uuid), hex(d.uuid), label, hex(ed25519_public), hex(x25519_public), hex(c.id)
          FROM approved_device a JOIN programme p USING(programme) JOIN device d USING(device) JOIN change c USING(change))sql",
    R"sql(SELECT 'revoked', hex(p.uuid), hex(d.uuid) FROM revoked_device JOIN programme p USING(programme) JOIN device d USING(device))sql",
    R"sql(SELECT 'staff', hex(p.uuid), hex(staff), role, active, hex(c.id)
          FROM staff s JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'grant', hex(p.uuid), hex(public_key), hex(staff), hex(c.id)
          FROM coordinator_grant g JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'withdrawn', hex(p.uuid), hex(public_key) FROM coordinator_withdrawal JOIN programme p USING(programme))sql",
    R"sql(SELECT 'rotation', hex(p.uuid), key_id, hex(c.id)
          FROM key_rotation r JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'export', hex(p.uuid), period, internal, hex(c.id)
          FROM export e JOIN programme p USING(programme) JOIN change c USING(change))sql",
    R"sql(SELECT 'erased', hex(p.uuid) FROM erased_participant JOIN participant p USING(participant))sql",
    R"sql(SELECT 'what', hex(s.uuid), workshop, activity, site, s.kind, hex(c.id)
          FROM session s JOIN change c ON c.change = what_change)sql",
    R"sql(SELECT 'when', hex(s.uuid), local_date, utc_offset_min, start_ms, ifnull(planned_end_ms, ''), hex(c.id)
          FROM session s JOIN change c ON c.change = when_change)sql",
    R"sql(SELECT 'who', hex(s.uuid), hex(leaders), partners, hex(c.id) FROM session s JOIN change c ON c.change = who_change)sql",
    R"sql(SELECT 'extras', hex(s.uuid), goal_area, language_training, origin, hex(c.id)
          FROM session s JOIN change c ON c.change = extras_change)sql",
    R"sql(SELECT 'state', hex(s.uuid), state, ifnull(end_ms, ''), hex(c.id) FROM session s JOIN change c ON c.change = state_change)sql",
    R"sql(SELECT 'note', hex(s.uuid), prompt, hex(c.id) FROM session_note n JOIN session s USING(session) JOIN change c USING(change))sql",
    R"sql(SELECT 'same session', hex(a.uuid), hex(b.uuid), linked, hex(c.id) FROM session_link l JOIN session a ON a.session = l.a
          JOIN session b ON b.session = l.b JOIN change c USING(change))sql",
    R"sql(SELECT 'same participant', hex(a.uuid), hex(b.uuid), linked, hex(c.id) FROM participant_link l
          JOIN participant a ON a.participant = l.a JOIN participant b ON b.participant = l.b JOIN change c USING(change))sql",
    R"sql(SELECT 'participant', hex(p.uuid), hex(c.id) FROM participant_change x JOIN participant p USING(participant)
          JOIN change c USING(change))sql",
    R"sql(SELECT 'check-in', hex(c.id), hex(s.uuid), hex(p.uuid), k.text, g.text, a.text, way, withdrawn FROM check_in i
          JOIN change c USING(change) JOIN session s USING(session) JOIN participant p USING(participant)
          JOIN code k ON k.code = i.category JOIN code g ON g.code = i.gender JOIN code a ON a.code = i.area)sql",
    R"sql(SELECT 'withdrawal', hex(p.uuid), hex(check_in) FROM check_in_withdrawal JOIN programme p USING(programme))sql",
    R"sql(SELECT 'correction', hex(check_in), k.text, g.text, a.text, hex(c.id) FROM check_in_correction i
          JOIN change c USING(change) JOIN code k ON k.code = i.category JOIN code g ON g.code = i.gender
          JOIN code a ON a.code = i.area)sql",
    R"sql(SELECT 'headcount', hex(s.uuid), figure, k.text, counter, total, hex(c.id) FROM headcount h JOIN session s USING(session)
          JOIN change c USING(change) JOIN code k ON k.code = h.category)sql",
    R"sql(SELECT 'headcount correction', hex(s.uuid), figure, k.text, delta, hex(c.id) FROM headcount_correction h
          JOIN session s USING(session) JOIN change c USING(change) JOIN code k ON k.code = h.category)sql",
};

}  // namespace

Result<std::string> Log::canonical_dump() {
  return sqlite_guard(db_, [&]() -> Result<std::string> {
    std::vector<std::string> lines;
    for (const char* sql : dump_queries) {
      Statement query = db_.statement(sql);
      while (query.step()) {
        std::string line;
        for (int column = 0; column < query.columns(); ++column) line.append(query.text(column)).append("\t");
        lines.push_back(std::move(line));
      }
    }
    std::sort(lines.begin(), lines.end());
    std::string dump;
    for (const std::string& line : lines) dump.append(line).append("\n");
    return dump;
  });
}

}  // namespace hk
