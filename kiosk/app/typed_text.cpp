#include "kiosk/app/typed_text.h"

#include "sync/crypto/keys.h"

namespace hk {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// `at`, or the beginning of the character that it stands in.
std::size_t between_characters(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && continues_character(text[at])) --at;
  return at;
}

}  // namespace

void TypedText::erase_selected() {
  const auto [from, to] = std::minmax({caret(), anchor()});
  const std::size_t left = text.size() - to;
  text.erase(from, to - from);
  caret_to_end = anchor_to_end = left;
}

bool TypedText::insert(std::string_view letters, std::size_t bytes_max) {
  const auto [from, to] = std::minmax({caret(), anchor()});
  if (text.size() - (to - from) + letters.size() > bytes_max) return false;
  erase_selected();
  // From the first letter on in one place, which is overwritten whole when the text goes.
  text.reserve(bytes_max);
  text.insert(caret(), letters);
  return true;
}

void TypedText::erase() {
  if (caret() == anchor() && caret() > 0) place(between_characters(text, caret() - 1), caret());
  erase_selected();
}

void TypedText::place(std::size_t caret, std::size_t anchor) {
  caret_to_end = text.size() - between_characters(text, caret);
  anchor_to_end = text.size() - between_characters(text, anchor);
}

void TypedText::clear() {
  wipe(text);
  caret_to_end = anchor_to_end = 0;
}

}  // namespace hk
