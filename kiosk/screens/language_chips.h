#pragma once
#include "kiosk/screens/ui.h"

namespace hk {

/// The languages, each in its own words, with ids "language:sv", cut from the bottom of `page`. Cells are fixed, so
/// nothing moves when the language does. A phone has room for five, and for "more", which shows all_languages().
void language_chips(Ui& ui, Rect& page);

/// All of them, from the top of `page`.
void all_languages(Ui& ui, const Rect& page);

}  // namespace hk
