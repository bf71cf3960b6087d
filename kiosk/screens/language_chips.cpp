#include "kiosk/screens/language_chips.h"

#include <array>
#include <cmath>

#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr TypeRole kChip{3.5F, Weight::regular, 1.15F}, kChipBold{3.5F, Weight::bold, 1.15F};
// Three names stand under each other where a phone has one cell for them.
constexpr std::array<TypeRole, 2> kRoles{kChip, TypeRole{2.9F, Weight::regular, 1.15F}};
constexpr std::array<TypeRole, 2> kBoldRoles{kChipBold, TypeRole{2.9F, Weight::bold, 1.15F}};
constexpr float kArabicCapMm = 4.3F;
constexpr float kChipMm = 15, kGapMm = 4, kPaddingMm = 1.5F;
constexpr std::size_t kOnPhone = 5;

int columns(const Ui& ui) { return ui.form() == Form::wide ? 6 : 3; }

bool is_arabic(const Words& words) { return words.direction() == BaseDirection::right_to_left; }

/// A chip looks the same on every page: what an Arabic one adds to its letters is taken from them.
std::array<TypeRole, 2> on_any_page(const Ui& ui, std::array<TypeRole, 2> roles) {
  if (is_arabic(ui.words()))
    for (TypeRole& role : roles) role.cap_mm /= kArabicGrowth;
  return roles;
}

/// Letters of Arabic script are smaller in their em, and are set larger (tokens.md, section 2).
std::array<TypeRole, 2> chip_roles(const Ui& ui, const Words& words, bool bold) {
  std::array<TypeRole, 2> roles = bold ? kBoldRoles : kRoles;
  if (is_arabic(words)) roles.front().cap_mm = kArabicCapMm;
  return on_any_page(ui, roles);
}

/// The one spoken now has a tick on its corner.
void draw_chip(Ui& ui, const Words& words, const Rect& rect) {
  const Theme& t = ui.theme();
  const bool chosen = &words == &ui.words();
  const Face f =
      face(ui, "language:" + words.code(), rect, chosen ? Look::selected : Look::normal, kChipMm / 2, words.code());
  ui.write_fitting(f.rect.inset(ui.mm(kPaddingMm), 0), isolated(words.name()), chip_roles(ui, words, chosen), f.ink,
                   {.across = Align::center, .max_lines = 3});
  if (chosen) {
    const float badge = ui.mm(6.4F);
    const Rect corner{f.rect.x, f.rect.y - ui.mm(1.5F), badge, badge};
    ui.disc(corner.center_x(), corner.center_y(), badge / 2, t.pine);
    ui.pictogram(corner, "tick", {t.on_pine, Color{0, 0, 0, 0}}, badge * 0.7F, 3.4F);
  }
  if (f.tapped) ui.emit(ChooseLanguage{words.code()});
}

/// Gives each chip of a grid its cells; a name that is longer than a cell even in small letters has the next one too.
class Chips {
 public:
  Chips(Ui& ui, const Rect& area) : ui_(ui), area_(area), gap_(ui.mm(kGapMm)) {
    const auto count = static_cast<float>(columns(ui));
    cell_ = (area.w - gap_ * (count - 1)) / count;
  }

  Rect next(std::string_view label) {
    const float needed = ui_.measure(label, on_any_page(ui_, kBoldRoles).back()).w + 2 * ui_.mm(kPaddingMm);
    const int cells = std::clamp(static_cast<int>(std::ceil((needed + gap_) / (cell_ + gap_))), 1, columns(ui_));
    if (column_ + cells > columns(ui_)) {
      column_ = 0;
      ++rows_;
    }
    const float chip = ui_.mm(kChipMm), step = cell_ + gap_;
    const Rect rect{area_.x + static_cast<float>(column_) * step,
                    area_.y + static_cast<float>(rows_ - 1) * (chip + gap_), static_cast<float>(cells) * step - gap_,
                    chip};
    column_ += cells;
    return rect;
  }
  [[nodiscard]] float height() const { return static_cast<float>(rows_) * (ui_.mm(kChipMm) + gap_) - gap_; }

 private:
  Ui& ui_;
  Rect area_;
  float gap_, cell_;
  int column_ = 0, rows_ = 1;
};

/// The first five, among which the one spoken now always stands.
std::vector<const Words*> on_phone(const Ui& ui) {
  std::vector<const Words*> shown;
  for (const Words& words : ui.languages().all())
    if (shown.size() < kOnPhone) shown.push_back(&words);
  if (std::find(shown.begin(), shown.end(), &ui.words()) == shown.end()) shown.back() = &ui.words();
  return shown;
}

void draw_more(Ui& ui, const Rect& rect) {
  const std::string more = ui.tr("fler");
  const Face f = face(ui, "more", rect, Look::normal, kChipMm / 2);
  const float icon = ui.mm(6), gap = ui.mm(1.5F);
  const float room = f.rect.w - 2 * ui.mm(kPaddingMm);
  Rect content = f.rect.centered(std::min(room, icon + gap + ui.measure(more, kChip).w), f.rect.h);
  ui.pictogram(content.take_start(icon, gap), "globe", f.accent, icon, 1.8F);
  ui.write_fitting(content, more, kRoles, f.ink, {.max_lines = 2});
  if (f.tapped) ui.emit(ShowLanguages{});
}

}  // namespace

void language_chips(Ui& ui, Rect& page) {
  const auto& all = ui.languages().all();
  if (all.size() < 2) return;
  const float sole = ui.mm(0.7F), gap = ui.mm(5);
  if (ui.form() == Form::phone && all.size() > kOnPhone + 1) {
    const Rect area = page.take_bottom(2 * ui.mm(kChipMm) + ui.mm(kGapMm) + sole, gap);
    int at = 0;
    for (const Words* words : on_phone(ui))
      draw_chip(ui, *words, area.cell(columns(ui), at++, ui.mm(kChipMm), ui.mm(kGapMm)));
    return draw_more(ui, area.cell(columns(ui), at, ui.mm(kChipMm), ui.mm(kGapMm)));
  }
  Chips measured(ui, page);
  for (const Words& words : all) measured.next(words.name());
  all_languages(ui, page.take_bottom(measured.height() + sole, gap));
}

void all_languages(Ui& ui, const Rect& page) {
  Chips chips(ui, page);
  for (const Words& words : ui.languages().all()) draw_chip(ui, words, chips.next(words.name()));
}

}  // namespace hk
