#include "kiosk/cli/rights_options.h"

namespace hk::cli {

namespace {

constexpr std::size_t page_max = 10'000;

}  // namespace

RightsCommandLine::RightsCommandLine(CLI::App& app, CommandHost host, const CliWorld& world)
    : host_(std::move(host)), world_(world) {
  add_person(app);
  add_retention(app);
  add_research(app);
  add_audit(app);
}

CLI::App& RightsCommandLine::add(CLI::App& app, const char* name, const char* what, Run run) {
  CLI::App& command = *app.add_subcommand(name, what);
  host_.add_common(command);
  command.callback([this, run = std::move(run)] { host_.choose(run); });
  return command;
}

void RightsCommandLine::add_id(CLI::App& command) {
  command.add_option("id", id_, "The person's id, as 'person find' prints it")->required();
}

void RightsCommandLine::add_person(CLI::App& app) {
  CLI::App& person = *app.add_subcommand("person", "Look somebody up; report, correct, merge or erase what is kept");
  person.require_subcommand(1);
  CLI::App& find = add(person, "find", "Who has a name that begins so",
                       [this](const RightsOptions& options) { return person_find(options, name_, world_); });
  find.add_option("name", name_, "The beginning of one name or several")->required();
  add_id(add(person, "show", "What is kept about somebody, and who wrote it when",
             [this](const RightsOptions& options) { return person_show(options, id_, world_); }));
  CLI::App& report =
      add(person, "report", "Everything held about somebody, for them to have",
          [this](const RightsOptions& options) { return person_report(options, id_, out_, language_, world_); });
  add_id(report);
  report.add_option("--out", out_, "File to write: .pdf, or .json for programs")->required();
  report.add_option("--language", language_, "The person's language, beside Swedish: en, ar")->capture_default_str();
  add_correct(person);
  add_merge(person);
  add_id(add(person, "erase", "Erase all that tells who somebody is, everywhere; counts stay (coordinator)",
             [this](const RightsOptions& options) { return person_erase(options, id_, world_); }));
}

void RightsCommandLine::add_correct(CLI::App& person) {
  CLI::App& correct = add(person, "correct", "Write what is right about somebody; an empty text takes a detail away",
                          [this](const RightsOptions& options) { return person_correct(options, id_, edit_, world_); });
  add_id(correct);
  // CLI11 would take an empty text for none.
  const auto text = [&correct](const char* option, std::optional<std::string>& field, const char* what) {
    correct.add_option_function<std::string>(
        option, [&field](const std::string& given) { field = given; }, what);
  };
  text("--name", edit_.name, "First name and surname");
  text("--alias", edit_.alias, "What the screens show of a protected person");
  text("--phone", edit_.phone, "Phone number");
  text("--category", edit_.category, "Code of the category");
  text("--gender", edit_.gender, "Code of the gender");
  text("--area", edit_.area, "Code of the area of residence");
  text("--household", edit_.household, "Who may be checked in together");
  correct.add_option_function<std::string>(
      "--birth-year",
      [this](const std::string& given) {
        if (given.empty()) {
          edit_.birth_year.emplace(std::nullopt);
        } else {
          int year = 0;
          if (!CLI::detail::lexical_cast(given, year)) throw CLI::ValidationError("--birth-year", "is no year");
          edit_.birth_year.emplace(year);
        }
      },
      "Year of birth, 1984");
  correct.add_option("--protected", edit_.is_protected, "Protected identity: true or false");
}

void RightsCommandLine::add_merge(CLI::App& person) {
  const auto add_pair = [this](CLI::App& command) {
    command.add_option("a", id_, "A person's id")->required();
    command.add_option("b", other_, "The other id")->required();
  };
  add_pair(add(person, "merge", "Say that two ids are one person's; can be taken back (coordinator)",
               [this](const RightsOptions& options) { return person_merge(options, id_, other_, world_); }));
  add_pair(add(person, "unmerge", "Say that two ids are two people's (coordinator)",
               [this](const RightsOptions& options) { return person_unmerge(options, id_, other_, world_); }));
  add(person, "duplicates", "Who may have been registered twice",
      [this](const RightsOptions& options) { return person_duplicates(options, world_); });
}

void RightsCommandLine::add_retention(CLI::App& app) {
  CLI::App& retention = *app.add_subcommand("retention", "Who has not been here for so long that they are forgotten");
  retention.require_subcommand(1);
  CLI::App& list = add(retention, "list", "Propose whom to erase; asks the server first",
                       [this](const RightsOptions& options) { return retention_list(options, ids_alone_, world_); });
  list.add_flag("--ids", ids_alone_, "The ids alone, as 'retention confirm' takes them");
  CLI::App& confirm = add(retention, "confirm", "Erase those of a list who still are not back (coordinator)",
                          [this](const RightsOptions& options) { return retention_confirm(options, ids_, world_); });
  confirm.add_option("ids", ids_, "Ids of the list")->required();
}

void RightsCommandLine::add_research(CLI::App& app) {
  CLI::App& research = *app.add_subcommand("research", "Rows for researchers, of those who agreed");
  research.require_subcommand(1);
  CLI::App& rows = add(research, "export", "Write a CSV of study ids, and its codebook (coordinator)",
                       [this](const RightsOptions& options) { return research_export(options, out_, weeks_, world_); });
  rows.add_option("--out", out_, "File to write (.csv)")->required();
  rows.add_flag("--weeks", weeks_, "Weeks instead of days");
}

void RightsCommandLine::add_audit(CLI::App& app) {
  CLI::App& trail = add(app, "audit", "Who did what, when, on which device; without names",
                        [this](const RightsOptions& options) { return audit(options, before_, count_, world_); });
  trail.add_option("--count", count_, "How many of the last changes")
      ->check(CLI::Range(std::size_t{1}, page_max))
      ->capture_default_str();
  trail.add_option("--before", before_, "Only those before this row")->check(CLI::PositiveNumber);
}

}  // namespace hk::cli
