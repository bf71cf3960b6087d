#pragma once
#include "kiosk/screens/ui.h"

namespace hk {

/// Capitals only and "Töm" for participants; shift, "Töm" and Enter for staff.
enum class KeyboardKind : unsigned char { participant, staff };

inline constexpr float kKeyboardHeightMm = 62;

/// The keyboard along the lower edge, over the whole width; ids "key:a", "key:backspace". Cells meet without gaps, so
/// the key nearest to the finger answers, when the finger goes down. What a physical keyboard types is taken too.
/// Returns the page above, without the keyboard.
void keyboard(Ui& ui, const TypedText& typed, KeyboardKind kind);

/// The top of the keyboard, for laying out what stands above it.
[[nodiscard]] float keyboard_top(const Ui& ui);

}  // namespace hk
