#include "kiosk/cli/rights_commands.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "kiosk/cli/open_store.h"
#include "kiosk/store/access_report.h"
#include "kiosk/store/erase_people.h"
#include "kiosk/store/merge_people.h"
#include "kiosk/store/research_export.h"
#include "kiosk/store/retention.h"
#include "sync/client/one_shot.h"
#include "sync/machine/files.h"

namespace hk::cli {

namespace {

constexpr std::size_t found_max = 200;

std::string moment(std::int64_t utc_ms, const CliWorld& world) {
  const LocalMoment at = world.local_time.at(utc_ms);
  return fmt::format("{} {}", to_text(LocalDate{at.days}), minute_text(at.minute_of_day));
}

void print_line(const char* label, const std::string& text) {
  if (!text.empty()) fmt::print("{:14} {}\n", label, text);
}

void print_consent(const char* label, const std::optional<Consent>& consent, const CliWorld& world) {
  if (!consent) return;
  print_line(label, fmt::format("{}, {}, text {}{}", consent->given ? "yes" : "no", moment(consent->when_ms, world),
                                consent->text_version, consent->by == ConsentBy::guardian ? ", by a guardian" : ""));
}

void print(const Person& person, const CliWorld& world) {
  print_line("name", person.name);
  print_line("alias", person.alias);
  print_line("phone", person.phone);
  print_line("birth year", person.birth_year ? std::to_string(*person.birth_year) : "");
  print_line("category", person.category);
  print_line("gender", person.gender);
  print_line("area", person.area);
  print_line("household", person.household);
  print_line("card", person.card);
  if (person.is_protected) print_line("protected", "yes");
  print_consent("registration", person.registration, world);
  print_consent("research", person.research, world);
}

void print(const AuditEntry& entry, const CliWorld& world) {
  std::string about;
  if (entry.participant) about += " participant " + to_text(*entry.participant);
  if (entry.session) about += " session " + to_text(*entry.session);
  if (!entry.event.empty()) about += fmt::format(" {} {}", entry.event, entry.outcome);
  if (!entry.groups.empty()) about += fmt::format(" {}", fmt::join(entry.groups, ","));
  fmt::print("{:>8}  {}  {:22}  staff {}  device {}{}\n", entry.row, moment(entry.wall_ms, world), entry.kind,
             entry.staff ? to_text(*entry.staff) : "-", to_text(entry.device), about);
}

void print(const PersonLink& link, const CliWorld& world) {
  fmt::print("{}  {}  {}  {}  staff {}\n", link.on ? "one with " : "apart    ", to_text(link.a), to_text(link.b),
             moment(link.wall_ms, world), link.staff ? to_text(*link.staff) : "-");
}

/// Everything there is, from the server that retention must trust.
Result<void> fetch(SyncClient& client, KioskStore& store) {
  HK_TRY(sync_once(client));
  return store.refresh();
}

}  // namespace

Result<void> person_find(const RightsOptions& options, const std::string& name, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  const std::vector<ParticipantId> found = store->people().search(name, People::Match::beginning, found_max, true);
  for (const ParticipantId& id : found) {
    const Person& person = *store->people().find(id);
    fmt::print("{}  {}{}\n", to_text(id), person.is_protected || person.name.empty() ? person.alias : person.name,
               person.is_protected ? "  (protected)" : "");
  }
  if (found.empty()) return fail(ErrorCode::not_found, "person", "nobody has a name that begins so");
  return {};
}

Result<void> person_show(const RightsOptions& options, const std::string& id, const CliWorld& world) {
  HK_ASSIGN(const ParticipantId person, id_of<ParticipantId>(id, "participant"));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  const Person* known = store->people().find(person);
  if (known == nullptr) return fail(ErrorCode::not_found, id, "nobody is known by this id");
  print(*known, world);
  HK_ASSIGN(const std::vector<PersonLink> links, person_links(*store, person));
  for (const PersonLink& link : links) print(link, world);
  HK_ASSIGN(const auto history, person_history(*store, person));
  for (const AuditEntry& entry : history) print(entry, world);
  HK_TRY(store->record(AccessLogged{"person_shown", "ok", person}));
  return {};
}

Result<void> person_report(const RightsOptions& options, const std::string& id, const Path& out,
                           const std::string& language, const CliWorld& world) {
  HK_ASSIGN(const ParticipantId person, id_of<ParticipantId>(id, "participant"));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const AccessReport report, access_report(*store, person));
  Bytes file;
  if (out.extension() == ".json") {
    file = access_report_json(report);
  } else {
    HK_ASSIGN(file, access_report_pdf(report, language, world.local_time));
  }
  const Result<void> written = write_file_durably(out, file, 0600);
  wipe(file);
  HK_TRY(written);
  fmt::print("Report: {}\nIt holds names in clear: give it to the person, and delete it.\n", out.string());
  return {};
}

Result<void> person_correct(const RightsOptions& options, const std::string& id, const PersonEdit& edit,
                            const CliWorld& world) {
  HK_ASSIGN(const ParticipantId person, id_of<ParticipantId>(id, "participant"));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  const LocalDate today{world.local_time.at(world.clock.wall_ms()).days};
  HK_TRY(correct_person(*store, person, edit, today));
  fmt::print("Corrected: {}\n", id);
  return {};
}

Result<void> person_merge(const RightsOptions& options, const std::string& a, const std::string& b,
                          const CliWorld& world) {
  HK_ASSIGN(const ParticipantId one, id_of<ParticipantId>(a, "participant"));
  HK_ASSIGN(const ParticipantId other, id_of<ParticipantId>(b, "participant"));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_TRY(merge_people(*store, one, other));
  fmt::print("One person: {}\nWhoever was meant by either id counts once; 'person unmerge' takes them apart again.\n",
             to_text(store->people().representative(one)));
  return {};
}

Result<void> person_unmerge(const RightsOptions& options, const std::string& a, const std::string& b,
                            const CliWorld& world) {
  HK_ASSIGN(const ParticipantId one, id_of<ParticipantId>(a, "participant"));
  HK_ASSIGN(const ParticipantId other, id_of<ParticipantId>(b, "participant"));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_TRY(tell_apart(*store, one, other));
  fmt::print("Two people: {} {}\n", a, b);
  return {};
}

Result<void> person_duplicates(const RightsOptions& options, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const auto pairs, duplicates(*store, found_max));
  for (const auto& [a, b] : pairs) {
    const auto said = [&](ParticipantId id) {
      const Person& person = *store->people().find(id);
      const std::string year = person.birth_year ? " " + std::to_string(*person.birth_year) : "";
      return on_one_line(person.name) + year;
    };
    fmt::print("{}  {}  {} / {}\n", to_text(a), to_text(b), said(a), said(b));
  }
  return {};
}

Result<void> person_erase(const RightsOptions& options, const std::string& id, const CliWorld& world) {
  HK_ASSIGN(const ParticipantId person, id_of<ParticipantId>(id, "participant"));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  if (store->people().find(person) == nullptr) return fail(ErrorCode::not_found, id, "nobody is known by this id");
  HK_TRY(erase_person(*store, person));
  fmt::print("Erased here: {}\nThe server and the other devices erase as they sync.\n", id);
  return {};
}

Result<void> retention_list(const RightsOptions& options, bool ids_alone, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  SyncClient client(store->log(), store->verifier(), world.clock, world.random);
  HK_TRY(fetch(client, *store));
  HK_ASSIGN(const RetentionProposals proposals, retention_proposals(*store, client, world.local_time));
  if (!ids_alone) {
    fmt::print("Not here since before {} ({} months): {}\n", to_text(proposals.before), proposals.months,
               proposals.people.size());
  }
  for (const RetentionProposal& one : proposals.people) {
    const Person* person = store->people().find(one.participant);
    fmt::print("{}", to_text(one.participant));
    if (!ids_alone) {
      fmt::print("  {} {}  {}", one.came ? "last visit" : "registered", to_text(one.last_seen),
                 person == nullptr ? "" : person->staff_name());
    }
    fmt::print("\n");
  }
  return {};
}

Result<void> retention_confirm(const RightsOptions& options, const std::vector<std::string>& ids,
                               const CliWorld& world) {
  std::vector<ParticipantId> shown;
  for (const std::string& id : ids) {
    HK_ASSIGN(const ParticipantId person, id_of<ParticipantId>(id, "participant"));
    shown.push_back(person);
  }
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  SyncClient client(store->log(), store->verifier(), world.clock, world.random);
  HK_TRY(fetch(client, *store));
  HK_ASSIGN(const std::size_t erased, confirm_retention(*store, client, world.local_time, shown));
  fmt::print("Erased: {} of {}\n", erased, shown.size());
  HK_TRY(sync_once(client));
  return {};
}

Result<void> research_export(const RightsOptions& options, const Path& out, bool weeks, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const ResearchExport made, hk::research_export(*store, weeks ? ResearchDates::weeks : ResearchDates::days));
  Path codebook = out;
  codebook.replace_extension(".codebook.md");
  HK_TRY(write_file_durably(out, made.csv, 0600));
  HK_TRY(write_file_durably(codebook, made.codebook, 0600));
  fmt::print("Rows: {}\nPeople: {}\nFile: {}\nCodebook: {}\n", made.rows, made.people, out.string(), codebook.string());
  return {};
}

Result<void> audit(const RightsOptions& options, std::int64_t before, std::size_t count, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const AuditPage page, audit_trail(*store, before > 0 ? std::optional(before) : std::nullopt, count));
  for (const AuditEntry& entry : page.entries) print(entry, world);
  if (page.earlier) fmt::print("Earlier ones: --before {}\n", *page.earlier);
  return {};
}

}  // namespace hk::cli
