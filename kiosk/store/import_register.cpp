#include "kiosk/store/import_register.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "kiosk/store/fold_text.h"
#include "kiosk/store/linked_people.h"
#include "kiosk/store/register_view.h"

namespace hk {

namespace {

constexpr std::size_t code_length_max = 60;
// The hashed part of an id: what is left of 16 bytes after 6 of time, less the bits a UUIDv7 fixes.
constexpr std::size_t hash_bytes = 10;
constexpr char imported_pictogram[] = "list";

/// UUID-shaped ids from keys of the register.
class ImportIds {
 public:
  ImportIds(const UnlockedKeys& keys, std::string_view source)
      : key_(keys.first().subkey(Purpose::import_ids)), source_(source) {}

  template <class AnyId>
  [[nodiscard]] AnyId make(std::string_view what, std::string_view key, std::int64_t start_ms) const {
    const Bytes hash = hashed(what, key);
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::memcpy(&a, hash.data(), 2);
    std::memcpy(&b, hash.data() + 2, 8);
    AnyId id;
    id.value = make_uuid7(start_ms, a, b);
    return id;
  }
  /// One counter for a (session, category): two devices that import the same register count it once.
  [[nodiscard]] std::uint64_t counter(std::string_view session, std::string_view category) const {
    const Bytes hash = hashed("headcount", std::string(session) + '\0' + std::string(category));
    std::uint64_t value = 0;
    std::memcpy(&value, hash.data(), sizeof value);
    return value;
  }

 private:
  [[nodiscard]] Bytes hashed(std::string_view what, std::string_view key) const {
    static constexpr std::string_view separator("\0", 1);
    return keyed_digest(key_, {source_, separator, what, separator, key});
  }
  Secret key_;
  std::string source_;
};

template <class AnyId>
ByteView hash_part(const AnyId& id) {
  return id.view().substr(id.value.size() - hash_bytes);
}

/// Ids of one kind that are here already, by their hashed part: a person's key means the same person in every file of
/// a source, though each file's first row gives another time.
template <class AnyId>
class KnownIds {
 public:
  static Result<KnownIds> read(Database& db, ProgrammeRef programme, std::string_view sql) {
    return sqlite_guard(db, [&]() -> Result<KnownIds> {
      KnownIds known;
      Statement query = db.statement(sql);
      query.bind(":programme", programme.row);
      while (query.step()) {
        const AnyId id = query.id<AnyId>(0);
        known.ids_.emplace(Bytes(hash_part(id)), id);
      }
      return known;
    });
  }
  [[nodiscard]] const AnyId* find(const AnyId& made) const {
    const auto found = ids_.find(Bytes(hash_part(made)));
    return found == ids_.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<Bytes, AnyId> ids_;
};

/// Finds catalogue entries by code or Swedish label, and makes those that are missing.
class Catalogue {
 public:
  Catalogue(RegisterView view, ImportSummary& summary, std::vector<ChangeBody>& bodies)
      : view_(view), summary_(summary), bodies_(bodies) {}

  Result<void> read() {
    for (const CatalogueType type :
         {CatalogueType::workshop, CatalogueType::activity, CatalogueType::site, CatalogueType::area}) {
      // An old register may name what is no longer offered.
      HK_ASSIGN(entries_[type], view_.catalogue(type, RegisterView::Retired::included));
    }
    return {};
  }

  /// The code of `text`; empty for empty.
  std::string code(CatalogueType type, const std::string& text) {
    if (text.empty()) return {};
    const auto found = find(type, text, [](const CatalogueEntry&) { return true; });
    if (found) return found->code;
    CatalogueSet made;
    made.type = type;
    made.label = {{"sv", text}};
    return create(std::move(made), text);
  }

  struct Activity {
    std::string code, goal_area;
  };
  Activity activity(const std::string& text, const std::string& workshop, SessionKind kind) {
    if (text.empty()) return {};
    const auto found =
        find(CatalogueType::activity, text, [&](const CatalogueEntry& entry) { return entry.workshop == workshop; });
    if (found) return {found->code, found->goal_area};
    CatalogueSet made;
    made.type = CatalogueType::activity;
    made.label = {{"sv", text}};
    made.workshop = workshop;
    made.kind = kind;
    made.pictogram = imported_pictogram;
    return {create(std::move(made), text), {}};
  }

 private:
  template <class Fits>
  const CatalogueEntry* find(CatalogueType type, const std::string& text, Fits fits) {
    const std::string folded = fold_text(text);
    for (const CatalogueEntry& entry : entries_[type]) {
      if ((entry.code == text || fold_text(entry.label) == folded) && fits(entry)) return &entry;
    }
    return nullptr;
  }

  std::string create(CatalogueSet made, const std::string& label) {
    auto& entries = entries_[made.type];
    made.code = free_code(entries, label);
    made.order = static_cast<std::int32_t>(entries.size());
    entries.push_back({made.code, label, made.pictogram, made.workshop, made.kind, {}});
    summary_.created.push_back({made.type, made.code, label});
    bodies_.emplace_back(made);
    return made.code;
  }

  static std::string free_code(const std::vector<CatalogueEntry>& entries, const std::string& label) {
    std::string base = code_from_label(label);
    if (base.empty()) base = "x";
    std::string code = base;
    const auto taken = [&] {
      return std::any_of(entries.begin(), entries.end(),
                         [&](const CatalogueEntry& entry) { return entry.code == code; });
    };
    for (int n = 2; taken(); ++n) code = base + "_" + std::to_string(n);
    return code;
  }

  RegisterView view_;
  ImportSummary& summary_;
  std::vector<ChangeBody>& bodies_;
  std::map<CatalogueType, std::vector<CatalogueEntry>> entries_;
};

constexpr const char* sessions_sql = "SELECT uuid FROM session WHERE programme = :programme";
constexpr const char* participants_sql = "SELECT uuid FROM participant WHERE programme = :programme";
constexpr const char* erased_sql =
    "SELECT uuid FROM participant JOIN erased_participant USING(participant) WHERE programme = :programme";

class Import {
 public:
  Import(KioskStore& store, const Register& reg, std::string_view source, const LocalTime& local_time)
      : store_(store),
        reg_(reg),
        local_time_(local_time),
        ids_(store.keys(), source),
        catalogue_(RegisterView(store.database(), store.programme()), summary_, bodies_) {}

  Result<void> plan() {
    HK_TRY(catalogue_.read());
    HK_ASSIGN(const auto sessions, KnownIds<SessionId>::read(store_.database(), store_.programme(), sessions_sql));
    HK_ASSIGN(const auto participants,
              KnownIds<ParticipantId>::read(store_.database(), store_.programme(), participants_sql));
    HK_ASSIGN(const auto erased, KnownIds<ParticipantId>::read(store_.database(), store_.programme(), erased_sql));
    for (const RegisterSession& session : reg_.sessions) HK_TRY(plan_session(session, sessions));
    for (std::size_t i = 0; i < reg_.participants.size(); ++i) plan_participant(i, participants, erased);
    for (const RegisterCheckIn& check_in : reg_.check_ins) plan_check_in(check_in);
    for (const RegisterHeadcount& headcount : reg_.headcounts) HK_TRY(plan_headcount(headcount));
    return {};
  }

  [[nodiscard]] const std::vector<ChangeBody>& bodies() const { return bodies_; }
  [[nodiscard]] ImportSummary take_summary() { return std::move(summary_); }

 private:
  struct PlannedSession {
    SessionId id;
    std::int64_t start_ms = 0;
    bool is_new = true;
    std::unordered_set<ParticipantId> here;  ///< people the log knows already, withdrawn ones too
  };

  Result<void> plan_session(const RegisterSession& session, const KnownIds<SessionId>& known) {
    PlannedSession planned;
    planned.start_ms = local_time_.to_utc_ms(session.date.days, session.start_min);
    planned.id = ids_.make<SessionId>("session", session.key, planned.start_ms);
    if (const SessionId* here = known.find(planned.id)) {
      planned.id = *here;
      planned.is_new = false;
      HK_ASSIGN(planned.here, known_here(planned.id));
      ++summary_.known;
    } else {
      add_session(session, planned);
    }
    sessions_.push_back(std::move(planned));
    return {};
  }

  void add_session(const RegisterSession& session, const PlannedSession& planned) {
    const std::string workshop = catalogue_.code(CatalogueType::workshop, session.workshop);
    const auto activity = catalogue_.activity(session.activity, workshop, session.kind);
    const std::string site = catalogue_.code(CatalogueType::site, session.site);
    const std::int64_t end_ms = local_time_.to_utc_ms(session.date.days, session.end_min);
    SessionSet set;
    set.session = planned.id;
    set.what = {workshop, activity.code, site, session.kind};
    set.when = {session.date.days, local_time_.at(planned.start_ms).utc_offset_min, planned.start_ms, end_ms};
    set.extras = {activity.goal_area, false, SessionOrigin::import};
    bodies_.emplace_back(std::move(set));
    bodies_.emplace_back(SessionStateSet{planned.id, SessionState::closed, end_ms});
    ++summary_.sessions;
  }

  void plan_participant(std::size_t index, const KnownIds<ParticipantId>& known,
                        const KnownIds<ParticipantId>& erased) {
    const RegisterParticipant& participant = reg_.participants[index];
    ParticipantId id =
        ids_.make<ParticipantId>("participant", participant.key, sessions_[participant.first_session].start_ms);
    const ParticipantId* here = known.find(id);
    if (here) id = *here;
    participants_.push_back(id);
    const Person* person = here ? store_.people().find(id) : nullptr;
    const bool names = !participant.name.empty() && !erased.find(id) &&
                       (person == nullptr || (person->name.empty() && person->alias.empty()));
    if (here && !names) {
      ++summary_.known;
      return;
    }
    ParticipantDetails details;
    if (names) details.identity = {participant.name, {}, {}, std::nullopt};
    if (const RegisterCheckIn* last = last_check_in(index); last && !here) {
      details.category = last->category;
      if (!last->gender.empty()) details.gender = code_from_label(last->gender);
      if (!last->area.empty()) details.area = catalogue_.code(CatalogueType::area, last->area);
    }
    bodies_.emplace_back(ParticipantSet{id, std::move(details)});
    ++summary_.participants;
  }

  /// Category, gender and area belong to a person: as at the last attendance.
  const RegisterCheckIn* last_check_in(std::size_t participant) {
    if (last_.empty()) {
      last_.resize(reg_.participants.size(), nullptr);
      for (const RegisterCheckIn& check_in : reg_.check_ins) {
        const RegisterCheckIn*& last = last_[check_in.participant];
        if (!last || sessions_[last->session].start_ms <= sessions_[check_in.session].start_ms) last = &check_in;
      }
    }
    return last_[participant];
  }

  void plan_check_in(const RegisterCheckIn& check_in) {
    const PlannedSession& session = sessions_[check_in.session];
    const ParticipantId participant = participants_[check_in.participant];
    if (session.here.contains(store_.people().representative(participant))) {
      ++summary_.known;
      return;
    }
    CheckInRecorded recorded{session.id, participant, check_in.category, {}, {}, CheckInWay::import};
    // Of somebody with a protected identity a check-in tells the category alone.
    const Person* person = store_.people().find(participant);
    if (person == nullptr || !person->is_protected) {
      if (!check_in.gender.empty()) recorded.gender = code_from_label(check_in.gender);
      if (!check_in.area.empty()) recorded.area = catalogue_.code(CatalogueType::area, check_in.area);
    }
    bodies_.emplace_back(std::move(recorded));
    ++summary_.check_ins;
  }

  Result<void> plan_headcount(const RegisterHeadcount& headcount) {
    const PlannedSession& session = sessions_[headcount.session];
    const std::uint64_t counter = ids_.counter(reg_.sessions[headcount.session].key, headcount.category);
    if (!session.is_new) {
      HK_ASSIGN(const bool counted, has_counter(session.id, counter));
      if (counted) {
        ++summary_.known;
        return {};
      }
    }
    bodies_.emplace_back(
        HeadcountRecorded{session.id, HeadcountFigure::headcount, headcount.category, counter, headcount.count});
    ++summary_.headcounts;
    return {};
  }

  /// Each by the id that stands for them, at whichever of linked sessions.
  Result<std::unordered_set<ParticipantId>> known_here(SessionId session) {
    Database& db = store_.database();
    HK_ASSIGN(const LinkedSessions linked, linked_sessions(db, store_.programme()));
    return sqlite_guard(db, [&]() -> Result<std::unordered_set<ParticipantId>> {
      std::unordered_set<ParticipantId> ids;
      for (const SessionId& one : linked.all(session)) {
        Statement query = db.statement(R"sql(
          SELECT p.uuid FROM check_in i JOIN participant p USING(participant)
          WHERE i.session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session))sql");
        query.bind(":programme", store_.programme().row).bind_blob(":session", one.view());
        while (query.step()) ids.insert(store_.people().representative(query.id<ParticipantId>(0)));
      }
      return ids;
    });
  }

  Result<bool> has_counter(SessionId session, std::uint64_t counter) {
    Database& db = store_.database();
    return sqlite_guard(db, [&]() -> Result<bool> {
      Statement query = db.statement(R"sql(
        SELECT 1 FROM headcount WHERE counter = :counter
          AND session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session))sql");
      query.bind(":programme", store_.programme().row)
          .bind_blob(":session", session.view())
          .bind(":counter", static_cast<std::int64_t>(counter));
      return query.step();
    });
  }

  KioskStore& store_;
  const Register& reg_;
  const LocalTime& local_time_;
  ImportIds ids_;
  ImportSummary summary_;
  std::vector<ChangeBody> bodies_;
  Catalogue catalogue_;
  std::vector<PlannedSession> sessions_;
  std::vector<ParticipantId> participants_;
  std::vector<const RegisterCheckIn*> last_;
};

}  // namespace

std::string code_from_label(std::string_view label) {
  std::string code;
  for (const std::string& word : search_words(label)) code += (code.empty() ? "" : "_") + word;
  return code.substr(0, code_length_max);
}

Result<std::vector<RegisterCategory>> register_categories(KioskStore& store) {
  RegisterView view(store.database(), store.programme());
  HK_ASSIGN(const auto entries, view.catalogue(CatalogueType::category));
  std::vector<RegisterCategory> categories;
  for (const CatalogueEntry& entry : entries) categories.push_back({entry.code, entry.label});
  return categories;
}

Result<ImportSummary> import_register(KioskStore& store, const Register& reg, std::string_view source,
                                      const LocalTime& local_time, bool dry_run) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "import", "needs the passphrase");
  Import import(store, reg, source, local_time);
  HK_TRY(import.plan());
  if (!dry_run && !import.bodies().empty()) HK_TRY(store.record(import.bodies()));
  return import.take_summary();
}

}  // namespace hk
