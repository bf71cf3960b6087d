#pragma once
#include <functional>

#include "kiosk/app/intents.h"
#include "kiosk/app/models.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/languages.h"
#include "kiosk/text/text_engine.h"

namespace hk {

struct RunHooks {
  /// The latest model; may be null until the first is published. Called between frames, so it must not wait.
  std::function<ScreenPtr()> screen;
  /// What the person did, in order. Must not wait.
  std::function<void(Intent)> intent;
  /// Asked between frames; run() returns when it is true. May be empty.
  std::function<bool()> ends{};
};

/// Shows the latest screen in `window` until it is closed, or the hooks end it. Sleeps while nothing changes: whoever
/// publishes a model calls window.wake(). With HALSOKIOSK_ITEMS_FILE in the environment, writes an ItemsFile there
/// after each drawn frame.
void run(Window& window, TextEngine& text, const Languages& languages, const RunHooks& hooks);

}  // namespace hk
