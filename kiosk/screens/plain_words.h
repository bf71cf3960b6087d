#pragma once
#include <string_view>
#include <vector>

#include "kiosk/screens/ui.h"

/// The programme's own words to participants.
namespace hk {

/// In the language spoken now, else in Swedish.
[[nodiscard]] std::string_view words_in(const Ui& ui, const Label& label);

/// The question a text begins with, if it does, and its other sentences, one by one.
struct PlainWords {
  std::string_view question;
  std::vector<std::string_view> sentences;
};
/// Views into `text`.
[[nodiscard]] PlainWords plain_words(std::string_view text);

/// Its paragraphs, or its sentences where it is one paragraph. Views into `text`.
[[nodiscard]] std::vector<std::string_view> paragraphs(std::string_view text);

/// Sentence under sentence in a panel; more than fit are dragged.
void sentences_panel(Ui& ui, const Rect& rect, const std::vector<std::string_view>& sentences);

}  // namespace hk
