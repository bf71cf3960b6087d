#include "sync/reports/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/reports/cell_text.h"

namespace hk {
namespace {

std::string_view month_name(std::chrono::month month) {
  static constexpr std::array<std::string_view, 12> names = {"januari",   "februari", "mars",     "april",
                                                             "maj",       "juni",     "juli",     "augusti",
                                                             "september", "oktober",  "november", "december"};
  return names[static_cast<unsigned>(month) - 1];
}

std::string no_break(std::string text) {
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at)) text.replace(at, 1, "\u00a0");
  return text;
}

std::string of(std::int64_t count, std::string_view one, std::string_view several) {
  return fmt::format("{}\u00a0{}", no_break(grouped(count)), count == 1 ? one : several);
}

/// "a", "a och b", "a, b och c".
std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += i == 0 ? "" : i + 1 == parts.size() ? " och " : ", ";
    text += parts[i];
  }
  return text;
}

bool waits(const Coverage::Device& device) { return device.waiting || device.unsent.value_or(1) > 0; }

std::string waiting_devices(const Coverage& coverage) {
  constexpr std::size_t named_max = 2;
  std::vector<std::string> names;
  std::int64_t more = 0;
  for (const Coverage::Device& device : coverage.devices) {
    if (!waits(device)) continue;
    if (names.size() == named_max) {
      ++more;
      continue;
    }
    const std::string since =
        device.last_contact ? "hördes senast " + moment_words(*device.last_contact) : "tid för senaste kontakt okänd";
    names.push_back(fmt::format("{} ({})", printable(device.label), since));
  }
  if (names.empty()) return {};
  if (more > 0) names.push_back(of(more, "enhet till", "enheter till"));
  return "väntar på " + listed(names);
}

/// Of those that could have registered more since: the one that counts has all of its own.
const Coverage::Device* most_silent(const Coverage& coverage) {
  const Coverage::Device* found = nullptr;
  const auto when = [](const LocalMoment& at) { return std::pair(at.days, at.minute_of_day); };
  for (const Coverage::Device& device : coverage.devices) {
    if (device.own || !device.last_contact) continue;
    if (!found || when(*device.last_contact) < when(*found->last_contact)) found = &device;
  }
  return found;
}

std::string nothing_missing(const Coverage& coverage) {
  if (coverage.no_server) {
    return "Inget känt saknas på den här enheten. Den har ingen server: det som andra enheter registrerat finns inte "
           "med.";
  }
  const Coverage::Device* silent = most_silent(coverage);
  if (!silent) return "Inget känt saknas.";
  return "Inget känt saknas: alla enheter hade skickat allt när de senast hördes, den som varit tyst längst " +
         moment_words(*silent->last_contact) + ".";
}

std::string recurring_meaning(const RecurringRule& rule) {
  if (rule.kind == RecurringRule::Kind::visits_in_period) {
    return fmt::format("Unika deltagare med minst {} i perioden, oavsett typ av tillfälle.",
                       of(rule.n, "deltagartillfälle", "deltagartillfällen"));
  }
  return fmt::format(
      "Unika deltagare som kom till minst {} under en och samma vecka (måndag till söndag) i perioden. Av en vecka "
      "som sträcker sig utanför perioden räknas bara dagarna i den.",
      of(rule.n, "gruppaktivitet", "gruppaktiviteter"));
}

std::string label_of(const std::vector<TallyWords::Category>& categories, std::string_view code) {
  const auto found =
      std::find_if(categories.begin(), categories.end(), [&](const auto& category) { return category.code == code; });
  return found == categories.end() ? std::string(code) : found->label;
}

std::string hidden_table(const Report& report, std::string_view name) {
  if (name == "total") return std::string(whole_programme);
  if (name == "compared") return "Jämförelsen";
  if (name == "weeks") return std::string(weeks_title);
  for (const ReportTable& table : report.tables) {
    if (table.by.size() == 1 && dimension_name(table.by[0]) == name) return table_title(table.by);
  }
  return std::string(name);
}

std::string hidden_row(const Report& report, const Suppressed& hidden) {
  if (hidden.table == "total") return period_title(report.whole.period);
  if (const auto period = parse_period(hidden.row); period && (hidden.table == "compared" || hidden.table == "weeks")) {
    return period_title(*period);
  }
  // Only reports for the outside hide, and those have one-way tables alone.
  for (const ReportTable& table : report.tables) {
    if (table.by.size() != 1 || dimension_name(table.by[0]) != hidden.table) continue;
    for (const ReportRow& row : table.rows) {
      if (row.key[0].code == hidden.row) return row.key[0].label;
    }
  }
  return hidden.row;
}

std::string hidden_figure(const Report& report, std::string_view name) {
  constexpr std::string_view category = "by_category.";
  if (const auto figure = figure_index(name)) return std::string(figures()[*figure].label);
  if (name.starts_with(category))
    return "Unika deltagare: " + label_of(report.categories, name.substr(category.size()));
  return std::string(name);
}

bool keeps_any(const ReportFigures& figures) {
  const auto kept = [](const ReportNumber& number) { return number.shown == Shown::kept; };
  return std::any_of(figures.numbers.begin(), figures.numbers.end(), kept) ||
         std::any_of(figures.by_category.begin(), figures.by_category.end(), kept);
}

bool keeps_any(const Report& report) {
  bool any = keeps_any(report.whole.figures) || keeps_any(report.compared.figures);
  for (const ReportPeriod& week : report.weeks) any = any || keeps_any(week.figures);
  for (const ReportTable& table : report.tables) {
    for (const ReportRow& row : table.rows) any = any || keeps_any(row.figures);
  }
  return any;
}

}  // namespace

std::string within_sentence(std::string text) {
  // Capital letters of Swedish are two bytes at most.
  const auto is_capital = [&](std::size_t at) {
    const std::string_view two = std::string_view(text).substr(std::min(at, text.size()), 2);
    return (!two.empty() && two[0] >= 'A' && two[0] <= 'Z') || two == "Å" || two == "Ä" || two == "Ö";
  };
  if (!is_capital(0)) return text;
  const std::size_t letter = text[0] <= 'Z' && text[0] >= 'A' ? 1 : 2;
  if (is_capital(letter)) return text;
  // Å, Ä and Ö end in the same bit as a and A do.
  text[letter - 1] = static_cast<char>(text[letter - 1] | 0x20);
  return text;
}

std::string date_words(LocalDate date) {
  const auto ymd = year_month_day(date);
  return fmt::format("{} {} {}", static_cast<unsigned>(ymd.day()), month_name(ymd.month()),
                     static_cast<int>(ymd.year()));
}

std::string days_words(const Period& period) {
  const auto from = year_month_day(period.from), to = year_month_day(period.to);
  if (period.from == period.to) return date_words(period.to);
  const unsigned day = static_cast<unsigned>(from.day());
  if (from.year() != to.year()) return date_words(period.from) + " – " + date_words(period.to);
  if (from.month() != to.month()) {
    return fmt::format("{} {} – {}", day, month_name(from.month()), date_words(period.to));
  }
  return fmt::format("{}–{}", day, date_words(period.to));
}

std::string moment_words(const LocalMoment& moment) {
  return date_words({moment.days}) + " kl. " + minute_text(moment.minute_of_day);
}

std::string period_title(const Period& period) {
  const auto from = year_month_day(period.from);
  const int year = static_cast<int>(from.year());
  switch (period_kind(period)) {
    case PeriodKind::week:
      return fmt::format("Vecka {}", iso_week(period.from).week);
    case PeriodKind::month: {
      std::string month(month_name(from.month()));
      month[0] = static_cast<char>(month[0] - ('a' - 'A'));
      return fmt::format("{} {}", month, year);
    }
    case PeriodKind::half_year:
      return fmt::format("{} halvåret {}", from.month() == std::chrono::January ? "Första" : "Andra", year);
    case PeriodKind::year:
      return fmt::format("Helåret {}", year);
    case PeriodKind::dates:
      break;
  }
  return days_words(period);
}

std::string period_short(const Period& period) {
  if (period_kind(period) != PeriodKind::week) return period_title(period);
  return fmt::format("V{}", iso_week(period.from).week);
}

std::string period_words(const Period& period) {
  const PeriodKind kind = period_kind(period);
  if (kind == PeriodKind::dates || kind == PeriodKind::month || kind == PeriodKind::year) return period_title(period);
  return period_title(period) + ", " + days_words(period);
}

std::string period_in_sentence(const Period& period, const Period& beside) {
  const std::string title = within_sentence(period_title(period));
  const int year = iso_week(period.from).year;
  if (period_kind(period) != PeriodKind::week || year == iso_week(beside.from).year) return title;
  return fmt::format("{} {}", title, year);
}

std::string number_words(const ReportNumber& number) {
  if (number.has_value()) return no_break(grouped(number.value));
  return number.shown == Shown::hidden ? ".." : "–";
}

std::string marked_words(const ReportNumber& number) {
  return number_words(number) + std::string(number.shown == Shown::kept ? kept_mark : "");
}

std::string change_words(const ReportNumber& now, const ReportNumber& then) {
  if (!now.has_value() || !then.has_value()) return {};
  const std::int64_t change = now.value - then.value;
  if (change == 0) return "±\u00a00";
  return (change > 0 ? "+" : "−") + no_break(grouped(change > 0 ? change : -change));
}

std::string target_words(const ReportTarget& target) {
  const std::string words = marked_words(target.reached) + " av " + number_words({Shown::shown, target.target});
  if (!target.reached.has_value() || target.target <= 0) return words;
  return fmt::format("{} ({}\u00a0%)", words, number_words({Shown::shown, 100 * target.reached.value / target.target}));
}

std::string table_title(const Breakdown& by) {
  if (by == Breakdown{Dimension::workshop}) return "Hälsoverkstäder";
  if (by == Breakdown{Dimension::activity}) return "Aktiviteter";
  if (by == Breakdown{Dimension::site}) return "Platser";
  if (by == Breakdown{Dimension::category}) return "Deltagarkategorier";
  std::vector<std::string> names;
  for (const Dimension dimension : by) {
    const std::string name(dimension_label(dimension));
    names.push_back(names.empty() ? name : within_sentence(name));
  }
  return listed(names);
}

std::vector<WordedNumber> annual_lines(const Report& report) {
  const ReportFigures& whole = report.whole.figures;
  std::vector<WordedNumber> lines;
  const auto add = [&](std::string_view code, std::string_view label) {
    lines.push_back({std::string(label), whole.numbers[*figure_index(code)]});
  };
  add("group_sessions", "Gruppaktiviteter");
  add("attendances", "Deltagartillfällen");
  add("unique_participants", "Unika deltagare");
  for (std::size_t c = 0; c < whole.by_category.size(); ++c) {
    const TallyWords::Category& category = report.categories[c];
    if (category.code == "unknown" && whole.by_category[c] == ReportNumber{Shown::shown, 0}) continue;
    lines.push_back({"varav " + within_sentence(category.label), whole.by_category[c], true});
  }
  add("recurring_participants", "Återkommande deltagare");
  add("individual_support", "Individuellt stöd");
  add("events", "Större arrangemang");
  add("turned_away", "Fick inte plats");
  return lines;
}

std::vector<Definition> definitions(const Report& report) {
  return {
      {"Gruppaktiviteter", "Genomförda tillfällen av typen gruppaktivitet. Inställda tillfällen räknas inte."},
      {"Individuella stödtillfällen", "Genomförda tillfällen av typen individuellt stöd."},
      {"Större arrangemang", "Genomförda tillfällen av typen större arrangemang."},
      {"Deltagartillfällen",
       "Alla incheckningar, oavsett typ av tillfälle. En person räknas en gång per tillfälle. Ångrade incheckningar "
       "räknas inte."},
      {"Huvudräkning", "Antal personer som räknades utan namn. " + std::string(headcount_is_apart)},
      {"Unika deltagare", "Olika personer med minst ett deltagartillfälle. " + std::string(unique_never_adds_up)},
      {"Nya deltagare", "Unika deltagare vars allra första deltagartillfälle ligger i perioden."},
      {"Återkommande deltagare", recurring_meaning(report.recurring)},
      {"Individuellt stöd, deltagare", "Unika deltagare med minst ett individuellt stödtillfälle."},
      {"Fick inte plats", "Antal personer som ville delta men inte fick plats."},
      {"Deltagarkategori",
       "Den kategori som personen hade vid sitt senaste deltagartillfälle i perioden. Senare ändringar skriver inte om "
       "äldre rapporter."},
      {"Period", "Ett tillfälle hör till den dag då det började. Veckor går från måndag till söndag (ISO 8601)."},
      {"Mål", "Vad verksamheten vill nå på ett år, jämfört med vad som räknats från och med den första januari."},
      {"–", "Uppgiften finns inte i den tabellen."},
      {"..", "Uppgiften visas inte, se Dolda uppgifter. Noll visas som 0."}};
}

std::string_view mark_words(const Report& report) { return report.internal ? internal_mark : external_mark; }

std::string completeness_words(const Coverage& coverage) {
  if (!coverage.preliminary()) return nothing_missing(coverage);
  std::vector<std::string> why;
  if (coverage.goes_on) why.emplace_back("perioden är inte slut");
  if (coverage.no_server) why.emplace_back("det som andra enheter registrerat finns inte med");
  if (std::string devices = waiting_devices(coverage); !devices.empty()) why.push_back(std::move(devices));
  if (const std::int64_t doubted = coverage.quarantined + coverage.refused; doubted > 0) {
    why.push_back(of(doubted, "ändring har inte kunnat godkännas", "ändringar har inte kunnat godkännas"));
  }
  if (!coverage.never_closed.empty()) {
    why.push_back(of(static_cast<std::int64_t>(coverage.never_closed.size()), "tillfälle är aldrig stängt",
                     "tillfällen är aldrig stängda"));
  }
  return fmt::format("Preliminär: {}.", fmt::join(why, "; "));
}

std::string last_contact_words(const Coverage::Device& device) {
  return device.last_contact ? moment_words(*device.last_contact) : "inte känt";
}

std::string unsent_words(const Coverage::Device& device) {
  return device.unsent ? no_break(grouped(*device.unsent)) : "inte känt";
}

std::string changed_words(const Coverage::Changed& changed) {
  return fmt::format("{} ändrad sedan exporten {}.", period_short(changed.period), moment_words(changed.exported));
}

std::vector<std::string> coverage_words(const Coverage& coverage) {
  std::vector<std::string> said{completeness_words(coverage)};
  said.push_back(coverage.quarantined == 0
                     ? "Inga ändringar står i karantän."
                     : of(coverage.quarantined, "ändring står", "ändringar står") +
                           " i karantän: servern tog emot dem men kunde inte lita på dem. De räknas inte.");
  if (coverage.refused > 0) {
    said.push_back(of(coverage.refused, "ändring", "ändringar") +
                   " kunde enheten som räknade inte lita på. De räknas inte.");
  }
  said.push_back(coverage.never_closed.empty() ? "Alla tillfällen i perioden är stängda."
                                               : of(static_cast<std::int64_t>(coverage.never_closed.size()),
                                                    "tillfälle är aldrig stängt.", "tillfällen är aldrig stängda."));
  for (const Coverage::Changed& changed : coverage.changed) said.push_back(changed_words(changed));
  return said;
}

std::vector<HiddenRow> named_rows(const Report& report, std::span<const Suppressed> figures) {
  std::vector<HiddenRow> rows;
  const Suppressed* before = nullptr;
  for (const Suppressed& hidden : figures) {
    if (!before || before->table != hidden.table || before->row != hidden.row) {
      rows.push_back({hidden_table(report, hidden.table), hidden_row(report, hidden), {}});
    }
    rows.back().figures.push_back(hidden_figure(report, hidden.figure));
    before = &hidden;
  }
  return rows;
}

std::vector<HiddenRow> hidden_rows(const Report& report) { return named_rows(report, report.suppressed); }

std::string kept_words(const Report& report) {
  return fmt::format("{} Som i en tidigare export. Det som har ändrats sedan dess gäller färre än {} personer.",
                     kept_mark, report.small_cell);
}

std::vector<std::string> suppression_words(const Report& report) {
  if (report.internal) return {"Inget är dolt. Rapporten visar små tal och lämnas därför inte ut."};
  std::vector<std::string> said;
  const auto hidden = static_cast<std::int64_t>(report.suppressed.size());
  said.push_back(hidden == 0 ? "Ingen uppgift är dold."
                             : of(hidden, "uppgift är dold och visas", "uppgifter är dolda och visas") + " som ..");
  said.push_back(fmt::format(
      "En uppgift döljs om den gäller färre än {} personer, eller om en sådan uppgift annars hade kunnat räknas fram "
      "ur den: med hjälp av summan, en annan tabell, en annan period eller en tidigare export. Det står inte vilket "
      "skäl som gäller var, för det hade avslöjat mer.",
      report.small_cell));
  if (keeps_any(report)) said.push_back(kept_words(report));
  return said;
}

}  // namespace hk
