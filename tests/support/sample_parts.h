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
  return {.content = std::move(content), .notice = {}, .sync = all_sent(), .appearance = {}, .version = 1};
}
inline Screen with(Screen screen, Notice::Kind kind, std::string thing = "") {
  screen.notice = Notice{kind, std::move(thing)};
  return screen;
}

using Named = std::pair<std::string, Screen>;

inline SessionSummary yoga() {
  return {.session = id<SessionId>(1),
          .badge = {"Yoga", "yoga", Hue::clay},
          .start = at(13),
          .planned_end = at(15),
          .place = "Sal 2",
          .checked_in = 14,
          .headcount = 9};
}
inline SessionSummary language() {
  return {.session = id<SessionId>(2),
          .badge = {"Språk\u00ADcirkel", "language", Hue::plum},
          .start = at(13, 30),
          .planned_end = at(15, 30),
          .place = "Biblioteket",
          .checked_in = 8,
          .headcount = 0};
}
inline SessionSummary cooking() {
  return {.session = id<SessionId>(3),
          .badge = {"Matlagnings\u00ADcirkel", "cooking", Hue::clay},
          .start = at(14),
          .planned_end = at(16),
          .place = "Köket",
          .checked_in = 3,
          .headcount = 0};
}
inline SessionSummary another(int n) {
  auto session = n % 2 == 0 ? language() : cooking();
  session.session = id<SessionId>(10 + n);
  session.planned_end.reset();
  return session;
}

}  // namespace hk::sample
