#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/report_phrases.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

using Step = ExportModel::Step;

constexpr float kHeadMm = 10.4F, kOptionMm = 13, kGapMm = 2.4F;

float option_height(const Ui& ui) { return ui.text_mm(kOptionMm); }

/// Takes the place of one row of a column.
Rect next_row(Ui& ui, Rect& area) { return area.take_top(option_height(ui), ui.mm(kGapMm)); }

float rows_height(const Ui& ui, std::size_t rows) {
  return ui.mm(kHeadMm) + static_cast<float>(rows) * (option_height(ui) + ui.mm(kGapMm));
}

void column_head(Ui& ui, Rect& area, std::string_view number, const std::string& name) {
  step_head(ui, area.take_top(ui.mm(8), ui.mm(kGapMm)), number, name);
}

// --- 1: which period -----------------------------------------------------------------------------------------------

void draw_periods(Ui& ui, Rect area, const ExportModel& model) {
  column_head(ui, area, "1", ui.tr("Period"));
  for (std::size_t i = 0; i < model.periods.size(); ++i) {
    const Period& period = model.periods[i];
    const std::string id = "period:" + std::to_string(i), name = period_name(ui, period);
    const bool names_days = period_kind(period) == PeriodKind::week;
    const Option choice{.id = id,
                        .key = period.text,
                        .pictogram = "calendar",
                        .title = name,
                        .second = names_days ? ui.words().days(period.from, period.to) : std::string(),
                        .chosen = i == model.chosen};
    if (option(ui, next_row(ui, area), choice) && i != model.chosen) ui.emit(ShowPeriod{period.text});
  }
  if (option(ui, next_row(ui, area), {.id = "period:other", .pictogram = "edit", .title = ui.tr("En annan period")}))
    ui.emit(PickPeriod{});
}

// --- 2: as what ----------------------------------------------------------------------------------------------------

struct FormatWords {
  std::string_view id, pictogram;
  std::string title, second;
};

FormatWords words_of(const Ui& ui, ReportFormat format) {
  switch (format) {
    case ReportFormat::xlsx:
      return {"format:xlsx", "sheet", "Excel", "xlsx"};
    case ReportFormat::csv:
      return {"format:csv", "text", "CSV", ui.tr("semikolon, öppnas i Excel")};
    case ReportFormat::pdf:
      return {"format:pdf", "report", "PDF", ui.tr("rapport att skriva ut")};
    case ReportFormat::json:
      break;
  }
  return {"format:json", "braces", "JSON", ui.tr("för andra system")};
}

/// What may leave the programme, and what may not.
void draw_audience(Ui& ui, const Rect& row, const ExportModel& model) {
  panel(ui, row);
  const SwitchRow words{.id = "external",
                        .pictogram = model.external ? "sent" : "lock",
                        .colors = {ui.theme().pine, ui.theme().pine_soft},
                        .text = ui.tr("Utan små tal, får lämnas ut")};
  if (!model.may_leave) {
    ui.write(row.inset(ui.mm(4), ui.mm(1)), ui.tr("Fria datum: bara internt underlag"), type::kStaff, ui.theme().ink2,
             {.max_lines = 2});
  } else if (switch_row(ui, row, words, model.external)) {
    ui.emit(SetExternal{!model.external});
  }
}

void draw_formats(Ui& ui, Rect area, const ExportModel& model) {
  column_head(ui, area, "2", ui.tr("Format"));
  for (const ReportFormat format : report_formats) {
    const FormatWords words = words_of(ui, format);
    const Option choice{.id = words.id,
                        .pictogram = words.pictogram,
                        .title = words.title,
                        .second = words.second,
                        .chosen = format == model.format};
    if (option(ui, next_row(ui, area), choice) && format != model.format) ui.emit(ChooseFormat{format});
  }
  draw_audience(ui, next_row(ui, area), model);
}

// --- 3: where; the tile itself saves -------------------------------------------------------------------------------

struct Tile {
  std::string id;
  std::string_view pictogram;
  std::string title, second;
  bool primary = false, possible = true;
};

std::string free_text(const Ui& ui, const ExportModel::Place& place) {
  if (place.read_only) return ui.tr("går inte att skriva på");
  // Tenths of a gigabyte, or whole megabytes.
  const std::int64_t tenths = place.free_bytes / 100'000'000;
  const std::string amount = tenths > 0 ? ui.tr("{whole},{tenths} GB", {{"whole", std::to_string(tenths / 10)},
                                                                        {"tenths", std::to_string(tenths % 10)}})
                                        : std::to_string(place.free_bytes / 1'000'000) + " MB";
  return ui.tr("{name}, {amount} ledigt", {{"name", place.name}, {"amount", amount}});
}

bool draw_tile(Ui& ui, const Rect& rect, const Tile& tile, Step step) {
  const bool busy = step != Step::none || !tile.possible;
  const Face f = face(ui, tile.id, rect, busy ? Look::disabled : tile.primary ? Look::primary : Look::normal, 2);
  Rect content = f.rect.inset(ui.mm(3.85F), 0);
  const Rect icon = content.take_start(ui.mm(6), ui.mm(2));
  ui.pictogram(icon, tile.pictogram, {f.ink, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  constexpr TypeRole kTitle{3.0F, Weight::regular, 1.15F}, kSecond{2.5F, Weight::regular, 1.15F};
  Rect lines = content.centered(content.w, ui.line_height(kTitle) + ui.line_height(kSecond));
  constexpr std::array<TypeRole, 2> kTitles{kTitle, kSecond};
  constexpr std::array<TypeRole, 2> kSeconds{kSecond, TypeRole{2.1F, Weight::regular, 1.15F}};
  ui.write_fitting(lines.take_top(ui.line_height(kTitle)), tile.title, kTitles, f.ink);
  ui.write_fitting(lines, tile.second, kSeconds, f.ink);
  return f.tapped;
}

/// The last choice first and filled; without a stick the folder.
void draw_places(Ui& ui, Rect& area, const ExportModel& model) {
  const bool by_drive = model.drive_first && !model.drives.empty();
  const auto folder = [&] {
    const Tile tile{"save:folder", "folder", ui.tr("Spara i mappen"), ui.tr("på den här enheten"), !by_drive};
    if (draw_tile(ui, next_row(ui, area), tile, model.step)) ui.emit(SaveReport{});
  };
  if (!by_drive) folder();
  for (std::size_t i = 0; i < model.drives.size(); ++i) {
    const ExportModel::Place& place = model.drives[i];
    const Tile tile{"save:drive:" + std::to_string(i),
                    "usb",
                    ui.tr("Spara på USB-minnet"),
                    free_text(ui, place),
                    by_drive && i == 0,
                    !place.read_only};
    if (draw_tile(ui, next_row(ui, area), tile, model.step)) ui.emit(SaveReport{i});
  }
  if (by_drive) folder();
}

constexpr TypeRole kNameRole{2.3F, Weight::bold, 1.2F};
constexpr std::size_t kNameLines = 3;

/// A name has no spaces: a long one goes on below after a dash.
std::vector<std::string> broken(Ui& ui, std::string name, float width) {
  std::vector<std::string> lines;
  while (lines.size() + 1 < kNameLines && ui.measure(name, kNameRole).w > width) {
    std::size_t end = name.size();
    while (end > 0 && (end == name.size() || ui.measure(name.substr(0, end), kNameRole).w > width)) {
      const std::size_t dash = end == 0 ? std::string::npos : name.find_last_of("-_", end - 2);
      if (end < 2 || dash == std::string::npos) break;
      end = dash + 1;
    }
    if (end == 0 || end == name.size()) break;
    lines.push_back(name.substr(0, end));
    name.erase(0, end);
  }
  lines.push_back(std::move(name));
  return lines;
}

void draw_file_name(Ui& ui, Rect& area, const ExportModel& model) {
  const Theme& t = ui.theme();
  const float line = ui.line_height(type::kSmall);
  if (model.step != Step::none) {
    ui.write(area.take_top(line), model.step == Step::counting ? ui.tr("Räknar …") : ui.tr("Skriver filen …"),
             type::kSmallBold, t.ink);
    Rect rail = area.take_top(line).centered(area.w, ui.mm(2.4F));
    ui.panel(rail, rail.h / 2, t.surface, t.control, ui.border(0.35F));
    ui.fill(rail.take_start(rail.w * (model.step == Step::counting ? 0.4F : 0.8F)), rail.h / 2, t.pine);
  } else {
    ui.write(area.take_top(line), ui.tr("Filen heter"), type::kSmall, t.ink2);
    for (const std::string& part : broken(ui, model.file_name, area.w))
      ui.write(area.take_top(line), isolated(part), kNameRole, t.ink);
  }
  area.take_top(ui.mm(kGapMm));
}

void draw_weekly(Ui& ui, const Rect& row, const ExportModel& model) {
  panel(ui, row);
  const SwitchRow words{.id = "weekly",
                        .pictogram = "clock",
                        .colors = {ui.theme().pine, ui.theme().pine_soft},
                        .text = ui.tr("Varje måndag till mappen")};
  if (switch_row(ui, row, words, model.weekly)) ui.emit(SetWeekly{!model.weekly});
}

void draw_save(Ui& ui, Rect area, const ExportModel& model) {
  column_head(ui, area, "3", ui.tr("Spara"));
  draw_places(ui, area, model);
  draw_file_name(ui, area, model);
  draw_weekly(ui, next_row(ui, area), model);
  if (button(ui, "exports", area.take_top(ui.mm(11)), ui.tr("Tidigare exporter"), {.pictogram = "list"}))
    ui.emit(ShowExports{});
}

float save_height(const Ui& ui, const ExportModel& model) {
  return rows_height(ui, model.drives.size() + 2) + (1 + kNameLines) * ui.line_height(type::kSmall) + ui.mm(kGapMm) +
         ui.mm(12);
}

// --- what the file lacks, and what it hides ------------------------------------------------------------------------

std::string truth(const Ui& ui, const ExportModel& model) {
  const bool failed = model.weekly && !model.weekly_why.empty();
  // One thing at a time: what is missing stands with the figures too.
  std::string text = model.report && !failed ? coverage_short(ui, *model.report) : "";
  if (!text.empty()) text += " " + ui.tr("Det står i filen.") + " ";
  if (failed)
    text += ui.tr("Måndagens export gick inte att spara ({reason}). Ett nytt försök görs strax.",
                  {{"reason", model.weekly_why}}) +
            " ";
  if (!model.external) return text + ui.tr("Internt underlag: små tal syns. Lämna inte ut filen.");
  const std::int64_t least = model.report ? model.report->small_cell : 5;
  return text + ui.tr("Grupper med färre än {least} personer döljs. Filen innehåller inga namn.",
                      {{"least", std::to_string(least)}});
}

void draw_truth(Ui& ui, Rect& page, const ExportModel& model) {
  const std::string text = truth(ui, model);
  const Rect bar = page.take_bottom(notice_height(ui, page.w, text), ui.mm(3)).moved(0, -ui.mm(1));
  notice_bar(ui, bar, model.external ? "info" : "lock", text, ui.theme().ochre, type::kStaff, 6.5F);
}

}  // namespace

void draw(const ExportModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Exportera"), type::kStaffTitle, t.ink);
  staff_notice(ui, screen, page);
  draw_truth(ui, page, model);
  const float periods = rows_height(ui, model.periods.size() + 1), formats = rows_height(ui, report_formats.size() + 1);
  const float save = save_height(ui, model), gap = ui.mm(4);
  if (ui.form() == Form::wide) {
    const Rect list = ui.begin_scroll("steps", page, std::max({periods, formats, save}));
    draw_periods(ui, list.cell(3, 0, list.h, ui.mm(5)), model);
    draw_formats(ui, list.cell(3, 1, list.h, ui.mm(5)), model);
    draw_save(ui, list.cell(3, 2, list.h, ui.mm(5)), model);
    ui.end_scroll();
    return;
  }
  // Standing, what is chosen stands beside each other, so that saving is seen without scrolling.
  const bool beside = ui.form() == Form::tall;
  const float chosen = beside ? std::max(periods, formats) : periods + gap + formats;
  Rect list = ui.begin_scroll("steps", page, chosen + gap + save);
  Rect choices = list.take_top(chosen, gap);
  draw_periods(ui, beside ? choices.take_start((choices.w - gap) / 2, gap) : choices.take_top(periods, gap), model);
  draw_formats(ui, choices, model);
  draw_save(ui, list, model);
  ui.end_scroll();
}

}  // namespace hk
