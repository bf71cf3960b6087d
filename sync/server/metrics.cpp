#include "sync/server/metrics.h"

#include <fmt/format.h>

namespace hk {

void Metrics::count_request(int status) {
  std::atomic<std::uint64_t>& counter = status >= 500 ? failed_ : status >= 400 ? refused_ : succeeded_;
  counter.fetch_add(1, std::memory_order_relaxed);
}

void Metrics::count_push(std::uint64_t added, std::uint64_t known, std::uint64_t quarantined) {
  added_.fetch_add(added, std::memory_order_relaxed);
  known_.fetch_add(known, std::memory_order_relaxed);
  quarantined_.fetch_add(quarantined, std::memory_order_relaxed);
}

std::string Metrics::text(std::int64_t programmes, std::int64_t polls) const {
  return fmt::format(
      "# HELP halsokiosk_requests_total Requests answered, by outcome.\n"
      "# TYPE halsokiosk_requests_total counter\n"
      "halsokiosk_requests_total{{outcome=\"ok\"}} {}\n"
      "halsokiosk_requests_total{{outcome=\"refused\"}} {}\n"
      "halsokiosk_requests_total{{outcome=\"failed\"}} {}\n"
      "# HELP halsokiosk_changes_total Changes pushed, by what became of them.\n"
      "# TYPE halsokiosk_changes_total counter\n"
      "halsokiosk_changes_total{{outcome=\"added\"}} {}\n"
      "halsokiosk_changes_total{{outcome=\"known\"}} {}\n"
      "halsokiosk_changes_total{{outcome=\"quarantined\"}} {}\n"
      "# HELP halsokiosk_programmes Programmes this server keeps.\n"
      "# TYPE halsokiosk_programmes gauge\n"
      "halsokiosk_programmes {}\n"
      "# HELP halsokiosk_polls_waiting Pulls that wait for news.\n"
      "# TYPE halsokiosk_polls_waiting gauge\n"
      "halsokiosk_polls_waiting {}\n",
      succeeded_.load(), refused_.load(), failed_.load(), added_.load(), known_.load(), quarantined_.load(), programmes,
      polls);
}

}  // namespace hk
