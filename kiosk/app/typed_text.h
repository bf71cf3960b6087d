#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace hk {

/// A text being typed, on the app's own keyboard or a physical one. The core owns it: one truth, cleared in one place.
/// Places in it are byte offsets between characters.
struct TypedText {
  std::string text;               ///< UTF-8
  std::size_t caret_to_end = 0;   ///< bytes after the caret: a text that is set anew is written on at its end
  std::size_t anchor_to_end = 0;  ///< the same for the other end of what is selected
  bool shift = false;             ///< the next letter is a capital
  bool digits = false;            ///< the keyboard shows digits and signs
  std::string layout = {};        ///< language of the keyboard; empty: that of the screen
  bool operator==(const TypedText&) const = default;

  [[nodiscard]] std::size_t caret() const { return place_of(caret_to_end); }
  [[nodiscard]] std::size_t anchor() const { return place_of(anchor_to_end); }

  /// In place of what is selected, else at the caret. False, and nothing changes, where the text would grow beyond
  /// `bytes_max`.
  bool insert(std::string_view letters, std::size_t bytes_max);
  /// Takes away what is selected, else the character before the caret.
  void erase();
  /// What lies between `caret` and `anchor` is selected. A place within a character is the one before it.
  void place(std::size_t caret, std::size_t anchor);
  /// Overwrites the text.
  void clear();

 private:
  [[nodiscard]] std::size_t place_of(std::size_t to_end) const { return text.size() - std::min(to_end, text.size()); }
  void erase_selected();
};

}  // namespace hk
