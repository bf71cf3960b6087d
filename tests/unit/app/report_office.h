#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/support/kiosk_world.h"

namespace hk::test {

inline constexpr std::int64_t week_ms = 7 * 86'400'000LL;

/// Monday of week 48; yoga with Ada and Bo in week 47, with Ada in week 48; names are locked again.
struct Office : KioskWorld {
  Office() {
    unlock();
    ada = add_person("Ada Lund");
    bo = add_person("Bo Ek");
    clock.advance(-week_ms);
    hold({ada, bo});
    clock.advance(week_ms);
    hold({ada});
    restart();
    tap(GoBack{});
    tap(ShowWeek{});
  }
  void hold(const std::vector<ParticipantId>& people) {
    const SessionId yoga = start_yoga();
    for (const ParticipantId& one : people) check_in(yoga, one);
    store().record(SessionStateSet{yoga, SessionState::closed, clock.wall_ms()}).value();
  }
  void check_in(SessionId session, ParticipantId one) {
    store().record(CheckInRecorded{session, one, "adult", "", "", CheckInWay::staff}).value();
  }
  WeekModel shown() { return model<WeekModel>(); }
  /// Of what is counted, by its code.
  std::int64_t counted(const char* figure) {
    return shown().report->whole.figures.numbers[*figure_index(figure)].value;
  }
  TallyReport tally(const Period& period, const Breakdown& by = {}) {
    return read_tally(store().database(), store().programme(), period, by).value();
  }
  std::vector<RecordedExport> exports() { return read_exports(store().database(), store().programme()).value(); }
  std::optional<Notice> notice() { return screen()->notice; }

  ParticipantId ada, bo;
};

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace hk::test
