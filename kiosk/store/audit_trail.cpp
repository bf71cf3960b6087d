#include "kiosk/store/audit_trail.h"

#include <algorithm>
#include <set>

#include "kiosk/store/linked_people.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

/// What a change is about, as far as its clear part tells.
class About {
 public:
  explicit About(AuditEntry& entry) : entry_(entry) {}
  void operator()(const ParticipantSet& body) const { entry_.participant = body.participant; }
  void operator()(const ConsentSet& body) const { entry_.participant = body.participant; }
  void operator()(const ParticipantErased& body) const { entry_.participant = body.participant; }
  void operator()(const ParticipantSameAs& body) const { entry_.participant = body.a; }
  void operator()(const CheckInRecorded& body) const {
    entry_.participant = body.participant;
    entry_.session = body.session;
  }
  void operator()(const AccessLogged& body) const {
    entry_.participant = body.participant;
    entry_.event = body.event;
    entry_.outcome = body.outcome;
  }
  void operator()(const SessionSet& body) const { entry_.session = body.session; }
  void operator()(const SessionStateSet& body) const { entry_.session = body.session; }
  void operator()(const SessionAutoClosed& body) const { entry_.session = body.session; }
  void operator()(const SessionNoteSet& body) const { entry_.session = body.session; }
  void operator()(const SessionSameAs& body) const { entry_.session = body.a; }
  void operator()(const HeadcountRecorded& body) const { entry_.session = body.session; }
  void operator()(const HeadcountCorrected& body) const { entry_.session = body.session; }
  template <class Other>
  void operator()(const Other&) const {}

 private:
  AuditEntry& entry_;
};

// What an entry is read from; the caller adds the condition.
constexpr const char* columns = R"sql(
  SELECT c.change, c.core, ifnull(a.label, ''), c.sealed FROM change c
  LEFT JOIN approved_device a ON a.programme = c.programme AND a.device = c.device )sql";

/// An entry of the row that `query` stands at, and the change itself.
Result<AuditEntry> read_entry(const Statement& query, Change& change) {
  HK_ASSIGN(change, decode_core(query.blob(1)));
  AuditEntry entry;
  entry.row = query.integer(0);
  entry.change = change.id;
  entry.kind = kind_name(change.body);
  entry.staff = change.staff;
  entry.device = change.device;
  entry.device_label = query.text(2);
  entry.wall_ms = change.wall_ms;
  std::visit(About(entry), static_cast<const ChangeKinds&>(change.body));
  return entry;
}

void add_groups(const ChangeBody& body, std::vector<std::string>& groups) {
  const auto add = [&](bool is_set, const char* group) {
    if (is_set) groups.emplace_back(group);
  };
  if (const auto* set = std::get_if<ParticipantSet>(&body); set != nullptr && set->details) {
    const ParticipantDetails& details = *set->details;
    add(details.identity.has_value(), "identity");
    add(details.is_protected.has_value(), "protected");
    add(details.category.has_value(), "category");
    add(details.gender.has_value(), "gender");
    add(details.area.has_value(), "area");
    add(details.household.has_value(), "household");
    add(details.card.has_value(), "card");
  }
  if (const auto* consent = std::get_if<ConsentSet>(&body); consent != nullptr && consent->details) {
    groups.emplace_back(consent->details->purpose == ConsentPurpose::research ? "research" : "registration");
  }
}

}  // namespace

Result<AuditPage> audit_trail(KioskStore& store, std::optional<std::int64_t> before, std::size_t count) {
  return sqlite_guard(store.database(), [&]() -> Result<AuditPage> {
    static const std::string sql = std::string(columns) +
                                   "WHERE c.programme = :programme AND c.change < ifnull(:before, c.change + 1) "
                                   "ORDER BY c.change DESC LIMIT :count";
    AuditPage page;
    Statement query = store.database().statement(sql);
    query.bind(":programme", store.programme().row).bind(":before", before);
    query.bind(":count", static_cast<std::int64_t>(count));
    while (query.step()) {
      page.earlier = query.integer(0);
      Change change;
      HK_ASSIGN(AuditEntry entry, read_entry(query, change));
      page.entries.push_back(std::move(entry));
    }
    if (page.entries.size() < count) page.earlier.reset();
    return page;
  });
}

Result<std::vector<AuditEntry>> person_history(KioskStore& store, ParticipantId person) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "history", "is sealed");
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  const SealKeys keys = store.keys().seal_keys();
  return sqlite_guard(store.database(), [&]() -> Result<std::vector<AuditEntry>> {
    static const std::string sql = std::string(columns) + R"sql(JOIN participant_change pc ON pc.change = c.change
                                     JOIN participant p ON p.participant = pc.participant
                                     WHERE p.programme = :programme AND p.uuid = :uuid)sql";
    std::vector<AuditEntry> entries;
    for (const ParticipantId& id : linked.all(person)) {
      Statement query = store.database().statement(sql);
      query.bind(":programme", store.programme().row).bind_blob(":uuid", id.view());
      while (query.step()) {
        Change change;
        HK_ASSIGN(AuditEntry entry, read_entry(query, change));
        ChangeRecord record;
        record.core = query.blob(1);
        record.sealed = query.blob(3);
        if (open_record(record, keys, change)) add_groups(change.body, entry.groups);
        entries.push_back(std::move(entry));
      }
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return std::tie(a.wall_ms, a.row) < std::tie(b.wall_ms, b.row); });
    return entries;
  });
}

Result<std::vector<AuditEntry>> accesses(KioskStore& store, ParticipantId person) {
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  const std::vector<ParticipantId> all = linked.all(person);
  const std::set<ParticipantId> ids(all.begin(), all.end());
  return sqlite_guard(store.database(), [&]() -> Result<std::vector<AuditEntry>> {
    static const std::string sql =
        std::string(columns) + "WHERE c.programme = :programme AND c.kind = 24 ORDER BY c.change";
    std::vector<AuditEntry> entries;
    Statement query = store.database().statement(sql);
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      Change change;
      HK_ASSIGN(AuditEntry entry, read_entry(query, change));
      if (entry.participant && ids.contains(*entry.participant)) entries.push_back(std::move(entry));
    }
    return entries;
  });
}

}  // namespace hk
