#pragma once
#include <string>
#include <utility>

#include "kiosk/app/models.h"

/// What invented models are made of.
namespace hk::sample {

template <class AnyId>
AnyId id(int n) {
  AnyId made;
  made.value[15] = static_cast<std::uint8_t>(n);
  made.value[14] = 1;
  return made;
}

inline ClockTime at(int hour, int minute = 0) { return {hour * 60 + minute}; }
inline SyncLine all_sent() {
  return {.state = SyncLine::State::all_sent, .pending = 0, .last_sent = at(14, 2), .place = "Framtidens hus"};
}

inline Screen screen_of(decltype(Screen::content) content) {
  return {.content = std::move(content), .notice = {}, .sync = all_sent(), .version = 1};
}
inline Screen with(Screen screen, Notice::Kind kind, std::string thing = "") {
  screen.notice = Notice{kind, std::move(thing)};
  return screen;
}

using Named = std::pair<std::string, Screen>;

}  // namespace hk::sample
