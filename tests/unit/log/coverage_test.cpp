#include "sync/log/coverage.h"

#include <doctest/doctest.h>

#include "tests/support/open_log.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr std::int64_t day_ms = 86'400'000;

class Utc final : public LocalTime {
 public:
  [[nodiscard]] LocalMoment at(std::int64_t utc_ms) const override {
    return {static_cast<std::int32_t>(utc_ms / day_ms), static_cast<std::int32_t>(utc_ms % day_ms / 60'000), 0};
  }
  [[nodiscard]] std::int64_t to_utc_ms(std::int32_t days, std::int32_t) const override { return days * day_ms; }
};

struct Devices {
  TestProgramme programme;
  Author author{programme, 5};
  OpenLog log{programme.id};
  ReportFacts facts;

  Devices() {
    facts.whole.period = parse_period("2026-W47").value();
    approve(41, "Motetten");
    approve(42, "Biblioteket");
    approve(43, "Gamla plattan");
    log.append(author.make(DeviceRevoked{numbered<DeviceId>(43)})).value();
  }
  void approve(std::uint64_t number, const char* label) {
    log.append(author.make(DeviceApproved{numbered<DeviceId>(number), label, Bytes(32, 'e'), Bytes(32, 'x')})).value();
  }
  /// As if device `number` last spoke `days` after the week's last day, with `pending` unsent.
  [[nodiscard]] DeviceState state(std::uint64_t number, int days, std::int64_t pending) const {
    return {numbered<DeviceId>(number), "", facts.whole.period.to.plus(days).days * day_ms + 1, 0, pending};
  }
  [[nodiscard]] Coverage read(const std::vector<DeviceState>& states) {
    return read_coverage(log.db(), log.programme(), facts, states, numbered<DeviceId>(41), Utc()).value();
  }
};

}  // namespace

TEST_CASE("a report names every device that is in the programme now, and knows its own") {
  Devices devices;
  const Coverage coverage = devices.read({devices.state(41, 1, 0), devices.state(42, 2, 0)});
  REQUIRE(coverage.devices.size() == 2);
  CHECK(coverage.devices[0].label == "Biblioteket");
  CHECK_FALSE(coverage.devices[0].own);
  CHECK(coverage.devices[0].last_contact->days == devices.facts.whole.period.to.days + 2);
  CHECK(coverage.devices[1].own);
  CHECK_FALSE(coverage.preliminary());
}

TEST_CASE("what the counting device has not sent is in its report all the same") {
  Devices devices;
  CHECK_FALSE(devices.read({devices.state(41, -5, 17), devices.state(42, 1, 0)}).preliminary());
}

TEST_CASE("a device with something unsent, silent since before the week ended, or never heard may hold more") {
  Devices devices;
  const Coverage unsent = devices.read({devices.state(41, 1, 0), devices.state(42, 1, 3)});
  CHECK(unsent.devices[0].waiting);
  CHECK(unsent.devices[0].unsent == 3);
  CHECK(unsent.preliminary());
  CHECK(devices.read({devices.state(41, 1, 0), devices.state(42, 0, 0)}).preliminary());
  const Coverage never = devices.read({devices.state(41, 1, 0)});
  CHECK(never.devices[0].waiting);
  CHECK_FALSE(never.devices[0].unsent);
  CHECK_FALSE(never.devices[0].last_contact);
  CHECK(never.preliminary());
}

TEST_CASE("a report of what goes on, or with a session nobody closed, is preliminary") {
  Devices devices;
  const std::vector<DeviceState> heard{devices.state(41, 1, 0), devices.state(42, 1, 0)};
  CHECK_FALSE(devices.read(heard).preliminary());
  devices.facts.whole.goes_on = true;
  CHECK(devices.read(heard).preliminary());
  devices.facts.whole.goes_on = false;
  devices.facts.never_closed.push_back({devices.facts.whole.period.from, "Yoga", "Framtidens hus"});
  CHECK(devices.read(heard).preliminary());
}
