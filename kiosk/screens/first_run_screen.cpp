#include <array>
#include <cmath>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

using Page = FirstRunModel::Page;
using Trouble = FirstRunModel::Trouble;

constexpr TypeRole kWord{5.2F, Weight::bold, 1.2F}, kNarrowWord{3.6F, Weight::bold, 1.2F};
constexpr float kTextWidthMaxMm = 150, kButtonMm = 13, kGapMm = 4;

std::string trouble_text(const Ui& ui, const FirstRunModel& model) {
  switch (model.trouble) {
    case Trouble::none:
      return {};
    case Trouble::no_server:
      return ui.tr("Där finns ingen server för Hälsokiosk. Inget är sparat. Läs adressen en gång till.");
    case Trouble::no_answer:
      return model.page == Page::waiting
                 ? ui.tr("Servern svarar inte just nu. Enheten frågar igen av sig själv. Orden gäller fortfarande.")
                 : ui.tr(
                       "Servern svarar inte. Koden gäller fortfarande. Se efter att nätet är på, och tryck på Nästa.");
    case Trouble::code_refused:
      return ui.tr("Koden stämmer inte, eller är för gammal. Skriv den igen, eller be samordnaren om en ny.");
    case Trouble::code_used:
      return ui.tr("Koden är redan använd. Inget är sparat. Be samordnaren om en ny kod.");
    case Trouble::too_short:
      return ui.tr("Lösenfrasen behöver minst åtta tecken. Skriv några till.");
    case Trouble::differs:
      return ui.tr("Det blev inte samma lösenfras båda gångerna. Välj en och skriv den två gånger.");
    case Trouble::not_as_compared:
      return ui.tr(
          "Enheten är inte ansluten: svaret kom inte från den enhet som orden jämfördes med. Inget är sparat. "
          "Be samordnaren om en ny kod, och börja om.");
    case Trouble::not_saved:
      return ui.tr("Enheten är godkänd, men det gick inte att spara. Gör plats och försök igen.");
    case Trouble::other:
      return ui.tr("Det gick inte att ansluta. Inget är sparat. Visa samordnaren det här:") + " " +
             isolated(model.reason);
  }
  return {};
}

/// That nothing was saved has the page to itself.
void draw_trouble(Ui& ui, const FirstRunModel& model, Rect& page) {
  const std::string text = trouble_text(ui, model);
  if (text.empty() || model.trouble == Trouble::not_saved) return;
  const Rect bar = page.take_top(notice_height(ui, page.w, text), ui.mm(3));
  notice_bar(ui, bar, "warn", text, ui.theme().ochre, type::kStaff, 6.5F);
}

struct Prompt {
  std::string text, hint;
  std::string_view pictogram;
  bool secret = false;
};

Prompt prompt_of(const Ui& ui, Page page) {
  switch (page) {
    case Page::server:
      return {ui.tr("Skriv serverns adress"),
              ui.tr("Den står över koden på samordnarens skärm. Punkt finns under 123."), "globe"};
    case Page::code:
      return {ui.tr("Skriv engångskoden"), ui.tr("Stora och små bokstäver är samma sak. Bindestreck behövs inte."),
              "keys"};
    case Page::label:
      return {ui.tr("Vad ska enheten heta?"), ui.tr("Till exempel platsen där den står. Skriv ingen persons namn."),
              "edit"};
    case Page::passphrase:
      return {ui.tr("Välj enhetens lösenfras"),
              ui.tr("Den öppnar namnen på den här enheten. Flera ord är lättare att minnas och svårare att gissa."),
              "lock", true};
    case Page::passphrase_again:
      return {ui.tr("Skriv samma lösenfras en gång till"),
              ui.tr("Den öppnar namnen på den här enheten. Flera ord är lättare att minnas och svårare att gissa."),
              "lock", true};
    default:
      return {};
  }
}

void draw_head(Ui& ui, Rect& page, bool back) {
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  if (back) back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Anslut enheten"), type::kStaffTitle, ui.theme().ink);
}

/// One text is asked for, over the keyboard.
void draw_field(Ui& ui, const FirstRunModel& model) {
  const Theme& t = ui.theme();
  Rect page = typing_page(ui);
  draw_head(ui, page, true);
  draw_trouble(ui, model, page);
  const Prompt prompt = prompt_of(ui, model.page);
  ui.write(page.take_top(ui.mm(6), ui.mm(2)), prompt.text, type::kStaffPrompt, t.ink);
  const bool wide = ui.form() == Form::wide;
  Rect field = page.take_top(ui.mm(kButtonMm), ui.mm(3));
  Rect row = wide ? field : page.take_top(ui.mm(kButtonMm), ui.mm(3));
  const std::string next = ui.tr("Nästa");
  const Look look = model.typed.text.empty() ? Look::disabled : Look::primary;
  const float width = button_width(ui, next, {.look = Look::primary}) + ui.mm(6);
  if (button(ui, "done", row.take_end(width, ui.mm(3)), next, {.look = look})) ui.emit(SubmitText{});
  if (prompt.secret) {
    const std::string label = model.visible ? ui.tr("Dölj") : ui.tr("Visa");
    const Rect show = wide ? row.take_end(ui.mm(26), ui.mm(3)) : row.take_start(ui.mm(26));
    if (button(ui, "visible", show, label)) ui.emit(ToggleVisible{});
  }
  text_field(ui, wide ? row : field, model.typed,
             {.pictogram = prompt.pictogram,
              .role = type::kStaff,
              .pictogram_mm = 6,
              .caret_mm = 6,
              .dots = prompt.secret && !model.visible});
  // Under a notice on a phone there is no room for the hint.
  const float hint = std::ceil(ui.measure(prompt.hint, type::kStaff, page.w, 3).h);
  if (page.h > hint) ui.write(page.take_top(hint), prompt.hint, type::kStaff, t.ink2, {.max_lines = 3});
  keyboard(ui, model.typed, KeyboardKind::staff);
}

struct Sentence {
  std::string_view pictogram;
  std::string text;
  std::string label{};   ///< of the button under it
  std::string detail{};  ///< for whoever is called
};

/// A sentence in the middle. True when its button was tapped.
bool draw_sentence(Ui& ui, Rect page, const Sentence& sentence) {
  const Theme& t = ui.theme();
  const auto& [pictogram, text, label, detail] = sentence;
  const ColorPair colors = pictogram == "warn" ? t.alarm : ColorPair{t.pine, t.pine_soft};
  page = page.centered(std::min(page.w, ui.mm(kTextWidthMaxMm)), page.h);
  const float disc = ui.mm(18), gap = ui.mm(kGapMm);
  const float height = std::ceil(ui.measure(text, type::kStaffPrompt, page.w, 12).h);
  const float below = detail.empty() ? 0 : gap + std::ceil(ui.measure(detail, type::kSmall, page.w, 4).h);
  page = page.centered(page.w, disc + gap + height + (label.empty() ? 0 : gap + ui.mm(kButtonMm)) + below);
  const Rect round = page.take_top(disc, gap).centered(disc, disc);
  ui.fill(round, disc / 2, colors.soft);
  ui.pictogram(round.inset(ui.mm(4)), pictogram, {colors.deep, Color{0, 0, 0, 0}}, ui.mm(10), 1.8F);
  ui.write(page.take_top(height, gap), text, type::kStaffPrompt, t.ink, {.across = Align::center, .max_lines = 12});
  if (label.empty()) return false;
  const Rect row = page.take_top(ui.mm(kButtonMm), gap);
  const float width = std::min(row.w, button_width(ui, label, {.look = Look::primary}) + ui.mm(16));
  if (!detail.empty())
    ui.write(page, detail, type::kSmall, t.ink2, {.across = Align::center, .down = Align::start, .max_lines = 4});
  return button(ui, "go_on", row.centered(width, row.h), label, {.look = Look::primary});
}

/// Numbered and large: they are read aloud across a room.
void draw_words(Ui& ui, const FirstRunModel& model, Rect page) {
  const Theme& t = ui.theme();
  const bool wide = ui.form() == Form::wide;
  const std::string text = ui.tr(
      "Jämför orden med samordnarens skärm. Är de lika, säg till samordnaren att godkänna. Är något ord ett annat: "
      "gå tillbaka, och be om en ny kod.");
  const float height = std::ceil(ui.measure(text, type::kStaffPrompt, page.w, 8).h);
  ui.write(page.take_top(height, ui.mm(kGapMm)), text, type::kStaffPrompt, t.ink, {.max_lines = 8});
  const std::string waits = ui.tr("Väntar på att samordnaren godkänner …");
  ui.write(page.take_bottom(ui.mm(8), ui.mm(2)), waits, type::kStaff, t.ink2, {.across = Align::center});
  const int columns = wide ? 3 : 2;
  const int rows = static_cast<int>(model.words.size()) / columns;
  const float gap = ui.mm(3);
  const float cell_w = (page.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float cell_h = std::min(ui.mm(26), (page.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  for (std::size_t i = 0; i < model.words.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % columns);
    const auto row = static_cast<float>(static_cast<int>(i) / columns);
    Rect cell{page.x + column * (cell_w + gap), page.y + row * (cell_h + gap), cell_w, cell_h};
    panel(ui, cell);
    cell = cell.inset(ui.mm(2), 0);
    ui.write(cell.take_start(ui.mm(5)), std::to_string(i + 1), type::kSmall, t.ink2);
    const std::array<TypeRole, 2> roles{kWord, kNarrowWord};
    ui.write_fitting(cell, isolated(model.words[i]), roles, t.ink, {});
  }
}

}  // namespace

void draw(const FirstRunModel& model, const Screen&, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  if (model.page >= Page::server && model.page <= Page::passphrase_again) return draw_field(ui, model);
  Rect page = bare_page(ui);
  draw_head(ui, page, model.page == Page::asking || model.page == Page::waiting);
  draw_trouble(ui, model, page);
  if (model.page == Page::offer) {
    const std::string text = ui.tr(
        "Den här enheten hör inte till något program ännu. Be samordnaren om serverns adress och en engångskod, och "
        "ha samordnarens skärm framför er.");
    if (draw_sentence(ui, page, {"keys", text, ui.tr("Anslut enheten")})) ui.emit(SubmitText{});
  } else if (model.page == Page::asking) {
    draw_sentence(ui, page, {"waiting", ui.tr("Frågar servern, och räknar fram orden …")});
  } else if (model.page == Page::waiting) {
    draw_words(ui, model, page);
  } else if (model.trouble == Trouble::not_saved) {
    const Sentence sentence{"warn", trouble_text(ui, model), ui.tr("Försök igen"), isolated(model.reason)};
    if (draw_sentence(ui, page, sentence)) ui.emit(DismissNotice{});
  } else {
    draw_sentence(ui, page, {"tick", ui.tr("Godkänd. Sparar och gör i ordning …")});
  }
}

}  // namespace hk
