#include "kiosk/store/research_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/store/erase_people.h"
#include "kiosk/store/linked_people.h"
#include "kiosk/store/programme_fields.h"
#include "kiosk/store/register_view.h"

namespace hk {

namespace {

constexpr std::size_t study_id_bytes = 10;  // two of a million people share one in 10^12 programmes
constexpr const char* header =
    "study_id,{},activity,workshop,site,session_kind,category,gender,area,birth_decade,consent_version\r\n";

struct Participant {
  std::string study_id, birth_decade;
  std::int32_t consent_version = 0;
};

std::string birth_decade(const Person& person) {
  if (person.is_protected || !person.birth_year) return {};
  return std::to_string(*person.birth_year / 10 * 10);
}

class Export {
 public:
  Export(KioskStore& store, ResearchDates dates, LinkedSessions sessions, bool with_decades)
      : store_(store),
        dates_(dates),
        sessions_(std::move(sessions)),
        with_decades_(with_decades),
        key_(store.keys().first().subkey(Purpose::study_ids)) {}

  Result<ResearchExport> make() {
    HK_TRY(sqlite_guard(store_.database(), [&]() -> Result<void> {
      read_rows();
      return {};
    }));
    // In order of study id: who came first is nobody's business.
    std::sort(rows_.begin(), rows_.end());
    ResearchExport made;
    made.csv = fmt::format(fmt::runtime(header), dates_ == ResearchDates::weeks ? "week" : "date");
    for (const std::string& row : rows_) made.csv += row + "\r\n";
    made.rows = rows_.size();
    made.people = exported_.size();
    return made;
  }

 private:
  /// Empty for who does not agree.
  const Participant* participant(ParticipantId id) {
    const ParticipantId first = store_.people().representative(id);
    const auto found = known_.find(first);
    if (found != known_.end()) return found->second ? &*found->second : nullptr;
    std::optional<Participant>& one = known_[first];
    const Person* person = store_.people().find(first);
    if (person == nullptr || !person->agrees_to_research()) return nullptr;
    one = Participant{to_hex(keyed_digest(key_, {first.view()}).substr(0, study_id_bytes)),
                      with_decades_ ? birth_decade(*person) : std::string(), person->research->text_version};
    return &*one;
  }

  void read_rows() {
    Statement query = store_.database().statement(R"sql(
      SELECT p.uuid, s.uuid, s.local_date, s.activity, s.workshop, s.site, s.kind, category.text, gender.text, area.text
      FROM check_in i JOIN session s USING(session) JOIN participant p USING(participant)
      JOIN code category ON category.code = i.category JOIN code gender ON gender.code = i.gender
      JOIN code area ON area.code = i.area
      WHERE s.programme = :programme AND NOT i.withdrawn AND s.state IN (1, 2) AND s.local_date IS NOT NULL
        AND s.kind IS NOT NULL ORDER BY i.change)sql");
    query.bind(":programme", store_.programme().row);
    while (query.step()) {
      const Participant* person = participant(query.id<ParticipantId>(0));
      if (person == nullptr) continue;
      const SessionId session = sessions_.representative(query.id<SessionId>(1));
      if (!counted_.emplace(session, person->study_id).second) continue;
      exported_.insert(person->study_id);
      rows_.push_back(row(query, *person));
    }
  }
  [[nodiscard]] std::string row(const Statement& query, const Participant& person) const {
    static constexpr std::array kinds = {"", "group", "individual", "event"};
    const auto kind = static_cast<std::size_t>(query.integer(6));
    // Codes and ids alone: nothing that would have to be quoted.
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{}", person.study_id,
                       day(LocalDate{static_cast<std::int32_t>(query.integer(2))}), query.text(3), query.text(4),
                       query.text(5), kinds.at(kind), query.text(7), query.text(8), query.text(9), person.birth_decade,
                       person.consent_version);
  }
  [[nodiscard]] std::string day(LocalDate date) const {
    if (dates_ == ResearchDates::days) return to_text(date);
    const IsoWeek week = iso_week(date);
    return fmt::format("{}-W{:02}", week.year, week.week);
  }

  KioskStore& store_;
  ResearchDates dates_;
  LinkedSessions sessions_;
  bool with_decades_;
  Secret key_;
  std::map<ParticipantId, std::optional<Participant>> known_;
  std::set<std::pair<SessionId, std::string>> counted_;
  std::set<std::string> exported_;
  std::vector<std::string> rows_;
};

Result<std::string> code_list(RegisterView& view, CatalogueType type, const char* column) {
  HK_ASSIGN(const auto entries, view.catalogue(type, RegisterView::Retired::included));
  std::string text = fmt::format("\n## {}\n\n| kod | betyder |\n|---|---|\n", column);
  for (const CatalogueEntry& entry : entries) text += fmt::format("| {} | {} |\n", entry.code, entry.label);
  return text;
}

Result<std::string> codebook(KioskStore& store, ResearchDates dates, const ResearchExport& made, bool with_decades) {
  RegisterView view(store.database(), store.programme());
  HK_ASSIGN(const std::string name, view.programme_name());
  std::string text = fmt::format("# Kodbok: deltagande i {}\n\n", name);
  text += fmt::format("{} rader om {} deltagare. En rad är en persons deltagande i ett aktivitetstillfälle. ",
                      made.rows, made.people);
  text +=
      "Med är bara de som har sagt ja till forskning och inte har tagit tillbaka det. "
      "Filen är UTF-8 med komma mellan fälten (RFC 4180). En tom cell betyder att uppgiften saknas.\n\n";
  text += "| kolumn | betyder |\n|---|---|\n";
  text +=
      "| study_id | Studienummer: samma person har samma nummer i varje uttag. Det kan inte kopplas till ett namn utan "
      "programmets nyckel. Slås två registreringar ihop får de det enas nummer. |\n";
  text += dates == ResearchDates::weeks ? "| week | Vecka enligt ISO 8601, måndag till söndag |\n"
                                        : "| date | Dag då tillfället började, på platsen |\n";
  text +=
      "| activity | Aktivitet |\n| workshop | Hälsoverkstad |\n| site | Plats |\n"
      "| session_kind | group: gruppaktivitet, individual: individuellt stöd, event: större arrangemang |\n"
      "| category | Deltagarkategori vid tillfället; unknown: inte tillfrågad |\n"
      "| gender | Kön som personen angav det, vid tillfället |\n"
      "| area | Bostadsområde vid tillfället; tomt vid skyddade personuppgifter |\n";
  text += with_decades ? "| birth_decade | Årtionde då personen föddes: 1980 är 1980–1989 |\n"
                       : "| birth_decade | Alltid tom: programmet frågar inte efter födelseår |\n";
  text += "| consent_version | Version av den text om forskning som personen sade ja till |\n";
  const std::pair<CatalogueType, const char*> lists[] = {{CatalogueType::activity, "activity"},
                                                         {CatalogueType::workshop, "workshop"},
                                                         {CatalogueType::site, "site"},
                                                         {CatalogueType::category, "category"},
                                                         {CatalogueType::area, "area"}};
  for (const auto& [type, column] : lists) {
    HK_ASSIGN(const std::string list, code_list(view, type, column));
    text += list;
  }
  return text;
}

}  // namespace

Result<ResearchExport> research_export(KioskStore& store, ResearchDates dates) {
  HK_TRY(for_coordinators(store, "research export"));
  HK_ASSIGN(LinkedSessions sessions, linked_sessions(store.database(), store.programme()));
  HK_ASSIGN(const ProgrammeFile::Fields fields, programme_fields(store.log(), store.programme()));
  const bool with_decades = fields.birth_year != FieldUse::off;
  HK_ASSIGN(ResearchExport made, Export(store, dates, std::move(sessions), with_decades).make());
  HK_ASSIGN(made.codebook, codebook(store, dates, made, with_decades));
  HK_TRY(store.record(AccessLogged{"research_export", "ok", std::nullopt}));
  return made;
}

}  // namespace hk
