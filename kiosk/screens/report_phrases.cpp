#include "kiosk/screens/report_phrases.h"

#include <array>

#include "kiosk/app/period_choices.h"

namespace hk {
namespace {

constexpr std::size_t kDevicesInShort = 3;

std::string year_of(LocalDate date) { return std::to_string(static_cast<int>(year_month_day(date).year())); }

/// Months begin with a small letter in Swedish, and stand here as names. Letters beyond ASCII begin none of them.
std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string since_text(const Ui& ui, const Report& report, const LocalMoment& moment) {
  const LocalDate date{moment.days};
  // A weekday says enough as long as there is only one such.
  if (report.whole.period.to.plus(-7) < date && date <= report.whole.period.to.plus(3))
    return ui.words().weekday_time(date, {moment.minute_of_day});
  return ui.words().date(date) + " " + ui.words().time({moment.minute_of_day});
}

std::string waiting_text(const Ui& ui, const Report& report, const Coverage::Device& device) {
  const std::string name = device.label.empty() ? ui.tr("Enhet utan namn") : device.label;
  if (device.own) return ui.tr("den här enheten har inte skickat allt");
  if (!device.last_contact) return ui.tr("{device} har aldrig hörts av", {{"device", name}});
  return ui.tr("{device} väntar sedan {when}",
               {{"device", name}, {"when", since_text(ui, report, *device.last_contact)}});
}

bool is_waiting(const Coverage::Device& device) { return device.waiting || device.unsent.value_or(1) > 0; }

/// "Inte komplett: Biblioteket väntar sedan tor 16:10, Motetten sedan …"
std::string devices_short(const Ui& ui, const Report& report) {
  std::string names;
  std::size_t count = 0;
  for (const Coverage::Device& device : report.coverage.devices) {
    if (!is_waiting(device) || ++count > kDevicesInShort) continue;
    names += (names.empty() ? "" : ", ") + waiting_text(ui, report, device);
  }
  if (names.empty()) return {};
  if (count > kDevicesInShort) {
    const auto others = static_cast<std::int64_t>(count - kDevicesInShort);
    names += " " + ui.words().tr_count("och {count} till", "och {count} till", others);
  }
  return ui.tr("Inte komplett: {devices}.", {{"devices", names}});
}

std::string changed_text(const Ui& ui, const Report& report, const Coverage::Changed& changed) {
  return ui.tr("{period} är ändrad sedan exporten {day}.",
               {{"period", capital(period_within(ui, changed.period, report.whole.period))},
                {"day", ui.words().date({changed.exported.days})}});
}

/// What is not about single devices.
std::vector<std::string> other_sentences(const Ui& ui, const Report& report) {
  const Coverage& coverage = report.coverage;
  std::vector<std::string> sentences;
  if (coverage.no_server) sentences.push_back(ui.tr("Bara det som är registrerat på den här enheten är med."));
  if (coverage.quarantined + coverage.refused > 0)
    sentences.push_back(ui.words().tr_count("{count} ändring är lagd åt sidan och räknas inte.",
                                            "{count} ändringar är lagda åt sidan och räknas inte.",
                                            coverage.quarantined + coverage.refused));
  for (const Coverage::Changed& changed : coverage.changed) sentences.push_back(changed_text(ui, report, changed));
  return sentences;
}

std::string device_line(const Ui& ui, const Report& report, const Coverage::Device& device) {
  if (is_waiting(device)) return capital(waiting_text(ui, report, device)) + ".";
  const std::string name = device.label.empty() ? ui.tr("Enhet utan namn") : device.label;
  if (!device.last_contact) return ui.tr("{device} har skickat allt.", {{"device", name}});
  return ui.tr("{device} har skickat allt, senast {when}.",
               {{"device", name}, {"when", since_text(ui, report, *device.last_contact)}});
}

}  // namespace

std::string period_days(const Ui& ui, const Period& period) {
  return ui.words().days(period.from, period.to) + " " + year_of(period.to);
}

std::string period_name(const Ui& ui, const Period& period) {
  switch (period_kind(period)) {
    case PeriodKind::week:
      return ui.tr("Vecka {number}", {{"number", std::to_string(iso_week(period.from).week)}});
    case PeriodKind::month:
      return capital(ui.words().month(period.from)) + " " + year_of(period.from);
    case PeriodKind::half_year:
      return ui.tr("Halvår {name}", {{"name", period.text}});
    case PeriodKind::year:
      return period.text;
    case PeriodKind::dates:
      break;
  }
  return period_days(ui, period);
}

std::string period_within(const Ui& ui, const Period& period, const Period& beside) {
  if (period_kind(period) != PeriodKind::week) {
    std::string name = period_name(ui, period);
    return period_kind(period) == PeriodKind::month ? ui.words().month(period.from) + " " + year_of(period.from) : name;
  }
  const std::string week = ui.tr("vecka {number}", {{"number", std::to_string(iso_week(period.from).week)}});
  const bool other_year = iso_week(period.from).year != iso_week(beside.to).year;
  return other_year ? week + " " + std::to_string(iso_week(period.from).year) : week;
}

std::string period_short(const Ui& ui, const Period& period) {
  switch (period_kind(period)) {
    case PeriodKind::week:
      return ui.tr("v. {number}", {{"number", std::to_string(iso_week(period.from).week)}});
    case PeriodKind::month:
      return ui.words().month(period.from);
    case PeriodKind::dates:
      return ui.words().days(period.from, period.to);
    default:
      return period.text;
  }
}

std::string figure_name(const Ui& ui, std::size_t figure) {
  // In the order of figures().
  const std::array<std::string, figure_count> names{ui.tr("gruppaktiviteter"),
                                                    ui.tr("stödtillfällen"),
                                                    ui.tr("större arrangemang"),
                                                    ui.tr("deltagartillfällen"),
                                                    ui.tr("utan namn"),
                                                    ui.tr("unika"),
                                                    ui.tr("nya"),
                                                    ui.tr("återkommande"),
                                                    ui.tr("fick individuellt stöd"),
                                                    ui.tr("fick inte plats")};
  return names[figure];
}

std::string figure_head(const Ui& ui, std::size_t figure) {
  const std::array<std::string, figure_count> heads{
      ui.tr("Grupp"), ui.tr("Stöd"), ui.tr("Arrangemang"),  ui.tr("Tillfällen"), ui.tr("Utan namn"),
      ui.tr("Unika"), ui.tr("Nya"),  ui.tr("Återkommande"), ui.tr("Fick stöd"),  ui.tr("Ej plats")};
  return heads[figure];
}

std::string dimension_short(const Ui& ui, Dimension dimension) {
  const std::array<std::string, 10> names{ui.tr("Verkstad"),  ui.tr("Aktivitet"), ui.tr("Plats"),     ui.tr("Kategori"),
                                          ui.tr("Kön"),       ui.tr("Område"),    ui.tr("Målområde"), ui.tr("Ledare"),
                                          ui.tr("Samverkan"), ui.tr("Veckodag")};
  return names[static_cast<std::size_t>(dimension)];
}

std::string dimension_head(const Ui& ui, Dimension dimension) {
  if (dimension == Dimension::workshop) return ui.tr("Hälsoverkstad");
  if (dimension == Dimension::category) return ui.tr("Deltagarkategori");
  return dimension_short(ui, dimension);
}

std::string number_text(const Ui& ui, const ReportNumber& number) {
  if (number.shown == Shown::hidden) return "..";
  return number.has_value() ? ui.words().number(number.value) : "–";
}

std::string coverage_short(const Ui& ui, const Report& report) {
  std::vector<std::string> parts;
  if (report.coverage.goes_on) parts.push_back(ui.tr("Preliminärt: perioden är inte slut."));
  if (const std::string devices = devices_short(ui, report); !devices.empty()) parts.push_back(devices);
  if (!report.coverage.never_closed.empty())
    parts.push_back(ui.words().tr_count("{count} pass är inte avslutat.", "{count} pass är inte avslutade.",
                                        static_cast<std::int64_t>(report.coverage.never_closed.size())));
  for (std::string& sentence : other_sentences(ui, report)) parts.push_back(std::move(sentence));
  std::string text;
  // What does not fit in two or three lines stands under the arrow.
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i) text += (text.empty() ? "" : " ") + parts[i];
  return text;
}

std::vector<std::string> coverage_lines(const Ui& ui, const Report& report) {
  std::vector<std::string> lines = other_sentences(ui, report);
  if (report.coverage.goes_on) lines.insert(lines.begin(), ui.tr("Preliminärt: perioden är inte slut."));
  for (const Coverage::OpenSession& session : report.coverage.never_closed)
    lines.push_back(
        ui.tr("Passet är inte avslutat: {activity}, {place}, {day}.",
              {{"activity", session.activity}, {"place", session.site}, {"day", ui.words().day(session.date)}}));
  for (const Coverage::Device& device : report.coverage.devices) lines.push_back(device_line(ui, report, device));
  if (lines.empty()) lines.push_back(ui.tr("Inget saknas som den här enheten vet om."));
  return lines;
}

}  // namespace hk
