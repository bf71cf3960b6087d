#include <array>

#include "kiosk/app/period_choices.h"
#include "kiosk/screens/report_phrases.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kGapMm = 2.5F, kRowMm = 11;

std::string kind_name(const Ui& ui, PeriodKind kind) {
  const std::array<std::string, 5> names{ui.tr("Vecka"), ui.tr("Månad"), ui.tr("Halvår"), ui.tr("År"),
                                         ui.tr("Andra datum")};
  return names[static_cast<std::size_t>(kind)];
}

constexpr std::array kKinds{PeriodKind::week, PeriodKind::month, PeriodKind::half_year, PeriodKind::year,
                            PeriodKind::dates};
constexpr std::array<std::string_view, 5> kIds{"kind:week", "kind:month", "kind:half", "kind:year", "kind:dates"};

int kind_columns(const Ui& ui) { return ui.form() == Form::phone ? 2 : 5; }

void draw_kinds(Ui& ui, Rect& page, const PickerModel& model) {
  const int columns = kind_columns(ui), rows = (static_cast<int>(kKinds.size()) + columns - 1) / columns;
  const Rect area = page.take_top(static_cast<float>(rows) * ui.mm(kRowMm + kGapMm), ui.mm(1));
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const bool chosen = kKinds[i] == model.kind;
    const Rect cell = area.cell(columns, static_cast<int>(i), ui.mm(kRowMm), ui.mm(kGapMm));
    const Face f = face(ui, kIds[i], cell, chosen ? Look::selected : Look::normal, 2);
    constexpr std::array<TypeRole, 2> kRoles{type::kStaff, type::kSmall};
    ui.write_fitting(f.rect.inset(ui.mm(1), 0), kind_name(ui, kKinds[i]), kRoles, f.ink, {.across = Align::center});
    if (f.tapped && !chosen) ui.emit(ChooseKind{kKinds[i]});
  }
}

/// Which year's periods are offered, and the ones beside it.
void draw_year(Ui& ui, Rect row, const PickerModel& model) {
  const Rect before = row.take_start(ui.mm(20), ui.mm(kGapMm)), after = row.take_end(ui.mm(20), ui.mm(kGapMm));
  if (button(ui, "page:before", before, "", {.pictogram = "back"})) ui.emit(StepPeriod{false});
  if (model.has_later && button(ui, "page:after", after, "", {.pictogram = "forward"})) ui.emit(StepPeriod{true});
  const bool years = model.kind == PeriodKind::year && model.choices.size() > 1;
  const std::string text =
      years ? model.choices.front().text + "–" + model.choices.back().text : std::to_string(model.year);
  ui.write(row, isolated(text), type::kStaffPrompt, ui.theme().ink, {.across = Align::center});
}

int choice_columns(const Ui& ui, PeriodKind kind) {
  const Form form = ui.form();
  if (kind == PeriodKind::week) return form == Form::wide ? 11 : form == Form::tall ? 6 : 4;
  if (kind == PeriodKind::half_year) return form == Form::phone ? 1 : 2;
  return form == Form::wide ? 4 : form == Form::tall ? 3 : 2;
}

std::string choice_name(const Ui& ui, const Period& period) {
  if (period_kind(period) == PeriodKind::week) return std::to_string(iso_week(period.from).week);
  if (period_kind(period) == PeriodKind::month) return ui.words().month(period.from);
  return period_name(ui, period);
}

void draw_choices(Ui& ui, const Rect& page, const PickerModel& model) {
  const int columns = choice_columns(ui, model.kind);
  const auto rows = (static_cast<int>(model.choices.size()) + columns - 1) / columns;
  const Rect list = ui.begin_scroll("choices", page, static_cast<float>(rows) * ui.mm(kRowMm + kGapMm));
  for (std::size_t i = 0; i < model.choices.size(); ++i) {
    const Period& period = model.choices[i];
    const Rect cell = list.cell(columns, static_cast<int>(i), ui.mm(kRowMm), ui.mm(kGapMm));
    const Look look = period.text == model.chosen ? Look::selected : Look::normal;
    const Face f = face(ui, "choice:" + std::to_string(i), cell, look, 2, period.text);
    constexpr std::array<TypeRole, 2> kRoles{type::kStaff, type::kSmall};
    ui.write_fitting(f.rect.inset(ui.mm(1), 0), choice_name(ui, period), kRoles, f.ink, {.across = Align::center});
    if (f.tapped) ui.emit(ShowPeriod{period.text});
  }
  ui.end_scroll();
}

/// A date between steps of a day and of a month.
void draw_date(Ui& ui, Rect& page, const PickerModel& model, bool last) {
  const Theme& t = ui.theme();
  const std::string id = last ? "to:" : "from:";
  const bool apart = ui.form() != Form::wide;  // the steps of a month on a row of their own
  ui.write(page.take_top(ui.mm(5), ui.mm(1)), last ? ui.tr("Till och med") : ui.tr("Från och med"), type::kSmallBold,
           t.ink2);
  Rect row = page.take_top(ui.mm(kRowMm), ui.mm(kGapMm));
  const LocalDate date = last ? model.to : model.from;
  const auto step = [&](const Rect& rect, const char* name, const std::string& label, bool months, bool later) {
    if (button(ui, id + name, rect, label, {.role = type::kSmall})) ui.emit(StepDate{last, months, later});
  };
  Rect months = apart ? page.take_top(ui.mm(kRowMm), ui.mm(kGapMm)) : row;
  const float wide = apart ? (months.w - ui.mm(kGapMm)) / 2 : ui.mm(26), narrow = ui.mm(22);
  step(months.take_start(wide, ui.mm(kGapMm)), "month-", ui.tr("– månad"), true, false);
  step(months.take_end(wide, 0), "month+", ui.tr("+ månad"), true, true);
  months.take_end(ui.mm(kGapMm));
  Rect days = apart ? row : months;
  step(days.take_start(narrow, ui.mm(kGapMm)), "day-", ui.tr("– dag"), false, false);
  step(days.take_end(narrow, ui.mm(kGapMm)), "day+", ui.tr("+ dag"), false, true);
  const std::string text = to_text(date);
  ui.write(days, text, type::kStaffPrompt, t.ink, {.across = Align::center});
}

void draw_dates(Ui& ui, Rect page, const PickerModel& model) {
  page.w = std::min(page.w, ui.mm(150));
  const float height = ui.mm(ui.form() == Form::wide ? 62 : 95);
  Rect list = ui.begin_scroll("dates", page, height);
  draw_date(ui, list, model, false);
  draw_date(ui, list, model, true);
  const Period period = free_dates(model.from, model.to);
  const std::string label = model.for_export ? ui.tr("Välj datumen") : ui.tr("Visa siffrorna");
  const Rect go = list.take_top(ui.mm(13));
  if (button(ui, "dates:show", go, label, {.look = Look::primary, .pictogram = "tick"}))
    ui.emit(ShowPeriod{period.text});
  ui.end_scroll();
}

}  // namespace

void draw(const PickerModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(kRowMm), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(kRowMm), ui.mm(3)), 6);
  ui.write(head, ui.tr("Välj period"), type::kStaffTitle, t.ink);
  staff_notice(ui, screen, page);
  draw_kinds(ui, page, model);
  if (model.kind == PeriodKind::dates) return draw_dates(ui, page, model);
  draw_year(ui, page.take_top(ui.mm(kRowMm), ui.mm(kGapMm)), model);
  draw_choices(ui, page, model);
}

}  // namespace hk
