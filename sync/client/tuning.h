#pragma once
#include <cstddef>
#include <cstdint>

/// The numbers of sync on a device, each with its reason. Limits of the wire itself stand in sync/protocol/messages.h.
namespace hk::client_tuning {

/// Back-off after a failure: full jitter between 0 and a ceiling that doubles from 1 s to 5 min. Hundreds of kiosks
/// that lost the same server come back spread out, and a tablet carried into Wi-Fi is not silent for longer than a
/// coffee.
inline constexpr std::int64_t retry_ceiling_ms_min = 1000;
inline constexpr std::int64_t retry_ceiling_ms_max = 300'000;
/// A server may ask for more patience than that, but not silence a kiosk for a day by mistake.
inline constexpr std::int64_t server_delay_ms_max = 3'600'000;
/// How stale another kiosk's check-in may be on this one while nothing is being pushed: half a minute is shorter than
/// the walk between two doors, and 3000 idle kiosks ask a server 100 times a second.
inline constexpr std::int64_t pull_idle_ms = 30'000;
/// How long the server may keep a poll without news; it has its own limit. Shorter than what routers forget after.
inline constexpr std::uint32_t poll_wait_s = 25;
/// A poll that ends sooner than this without news was not kept, but sent home.
inline constexpr std::int64_t poll_sent_home_ms = 1000;
/// How old this device's list of the others may grow: it tells who has not been seen today, not this minute.
inline constexpr std::int64_t devices_stale_ms = 300'000;
/// A page is one transaction on the core thread, and a tap waits for it. So pages double while this device takes one in
/// within half of page_ms, and are halved when it takes longer than that; the flush at the end is not counted, which
/// small pages would only multiply.
inline constexpr std::int64_t page_ms = 10;
inline constexpr std::uint32_t page_changes_min = 50, page_changes_first = 200, page_changes_max = 1000;
/// Record bytes of one push before compression. Sealed parts do not shrink, so this keeps the body below 1 MiB.
inline constexpr std::size_t push_bytes = 768 << 10;
/// Changes that are hashed in one go on the core thread: some 3 ms of a small tablet.
inline constexpr std::size_t compare_slice_changes = 500;
/// A range that differs is cut into so many: four questions find one change among a million.
inline constexpr std::uint64_t compare_pieces = 16;
/// With all that may be refused, a piece is still one that a server sums.
inline constexpr std::uint64_t compare_piece_changes_max = 12'288;
/// What a server sums for one question.
inline constexpr std::uint64_t compare_question_changes = 65'536;
/// Pairs of fingerprints that were looked into: the same two are never looked into twice.
inline constexpr std::size_t compared_pairs = 16;
/// Answers of one comparison that bring nothing new and end nothing: what came another way meanwhile explains a few.
inline constexpr int barren_answers_max = 20;
/// How soon after a comparison the next one may follow, doubled as long as both sides do not agree.
inline constexpr std::int64_t compare_again_ms_min = 30'000;
inline constexpr std::int64_t compare_again_ms_max = 3'600'000;
/// A sum is stored when it has grown by so much: what a start has to hash again takes no longer than opening a window.
inline constexpr std::int64_t sum_kept_changes = 20'000;
/// What is refused and kept, to be tried again when a key or a grant has come. Beyond that the oldest stay, and the
/// others are fetched anew by a comparison.
inline constexpr std::int64_t refused_changes_max = 2000;
inline constexpr std::int64_t refused_bytes_max = 16 << 20;
/// Whoever reads what is to be erased has finished long before: names open in a second or two.
inline constexpr std::int64_t sweep_retry_ms = 500;
/// Contact alone is not worth a flush of the disk more often than this.
inline constexpr std::int64_t contact_write_ms = 300'000;

/// An unreachable host behind a dead Wi-Fi answers nothing at all: ten seconds is three lost SYNs.
inline constexpr long connect_timeout_ms = 10'000;
/// 1 MiB at 10 kB/s, a bad mobile link, takes 105 s.
inline constexpr long exchange_timeout_ms = 120'000;
/// Slower than this for half a minute is a connection that died without saying so.
inline constexpr long stalled_bytes_per_s = 100;
inline constexpr long stalled_s = 30;
/// An exchange ends by itself before this. A reply that still did not come was lost on the way here, and is not waited
/// for: 900 tills once went stale behind a timer that never fired.
inline constexpr std::int64_t reply_wait_ms = 150'000;
/// The longest answer that is read: a page of 1 MiB compressed, and room for one that did not shrink.
inline constexpr std::size_t answer_bytes_max = 8 << 20;

}  // namespace hk::client_tuning
