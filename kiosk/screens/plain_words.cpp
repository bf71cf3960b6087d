#include "kiosk/screens/plain_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr std::size_t kLinesMax = 40;

/// Where the sentence that begins `text` ends: after its mark, before the space; or at a line break.
std::size_t sentence_end(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') return i;
    const bool arabic = text.substr(i).starts_with("؟");
    const std::size_t mark = arabic ? 2 : std::string_view(".?!").find(text[i]) != std::string_view::npos ? 1 : 0;
    if (mark > 0 && (i + mark == text.size() || text[i + mark] == ' ' || text[i + mark] == '\n')) return i + mark;
  }
  return text.size();
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \n");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

}  // namespace

std::string_view words_in(const Ui& ui, const Label& label) {
  const auto spoken = label.find(ui.words().code());
  const auto found = spoken == label.end() ? label.find("sv") : spoken;
  return found == label.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> found;
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (found.size() != 1) return found;
  PlainWords words = plain_words(found.front());
  if (!words.question.empty()) words.sentences.insert(words.sentences.begin(), words.question);
  return words.sentences;
}

PlainWords plain_words(std::string_view text) {
  PlainWords words;
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    const std::size_t end = sentence_end(text);
    words.sentences.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  const bool asks =
      !words.sentences.empty() && (words.sentences[0].ends_with('?') || words.sentences[0].ends_with("؟"));
  if (!asks) return words;
  words.question = words.sentences[0];
  words.sentences.erase(words.sentences.begin());
  return words;
}

namespace {

constexpr float kSentencesApartMm = 2;

float indent_of(const Ui& ui) { return ui.mm(ui.form() == Form::phone ? 5 : 7); }

float height_of(Ui& ui, std::string_view sentence, const TypeRole& role, float width) {
  return std::ceil(ui.measure(isolated(sentence), role, width - indent_of(ui), kLinesMax).h);
}

float height_of_all(Ui& ui, const std::vector<std::string_view>& sentences, const TypeRole& role, float width) {
  float height = 0;
  for (const std::string_view sentence : sentences) height += height_of(ui, sentence, role, width);
  return height;
}

/// Somewhat smaller where that shows all of it at once; what is long is dragged, and stays large.
TypeRole role_for(Ui& ui, const std::vector<std::string_view>& sentences, const Rect& inside) {
  constexpr std::array<TypeRole, 3> kRoles{type::kBody, type::kTag, type::kSupport};
  const std::span<const TypeRole> roles = std::span(kRoles).subspan(ui.form() == Form::phone ? 1 : 0);
  const float apart = ui.mm(kSentencesApartMm) * static_cast<float>(sentences.size());
  const auto fits = [&](const TypeRole& role) {
    return height_of_all(ui, sentences, role, inside.w) + apart <= inside.h;
  };
  const auto found = std::find_if(roles.begin(), roles.end(), fits);
  return found == roles.end() ? roles.front() : *found;
}

}  // namespace

void sentences_panel(Ui& ui, const Rect& rect, const std::vector<std::string_view>& sentences) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  const bool phone = ui.form() == Form::phone;
  const Rect inside = rect.inset(ui.mm(phone ? 4 : 8), ui.mm(phone ? 3 : 5));
  const TypeRole role = role_for(ui, sentences, inside);
  const float dot = ui.mm(2.4F), line = ui.line_height(role);
  float content = height_of_all(ui, sentences, role, inside.w);
  // What room there is goes between the sentences, up to a line's height.
  const auto gaps = static_cast<float>(std::max<std::size_t>(sentences.size(), 2) - 1);
  const float gap = std::clamp((inside.h - content) / gaps, ui.mm(kSentencesApartMm), line);
  content += gap * (static_cast<float>(sentences.size()) - 1);
  Rect list = ui.begin_scroll("sentences", inside, content);
  if (content < inside.h) list = inside.centered(inside.w, content);
  for (const std::string_view sentence : sentences) {
    Rect row = list.take_top(height_of(ui, sentence, role, inside.w), gap);
    const Rect mark = row.take_start(indent_of(ui));
    ui.disc(mark.x + dot / 2, mark.y + line / 2, dot / 2, t.pine);
    // The programme may not have them in the language of the page, and then they run their own way.
    ui.write(row, isolated(sentence), role, t.ink, {.down = Align::start, .max_lines = kLinesMax});
  }
  ui.end_scroll();
}

}  // namespace hk
