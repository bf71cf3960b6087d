#pragma once
#include <cstddef>
#include <cstdint>

/// The server's numbers, each with its reason. Limits of the wire itself stand in sync/protocol/messages.h.
namespace hk::server_tuning {

/// A kiosk holds one keep-alive connection, two while it pushes and polls: 4000 serves a large city.
inline constexpr unsigned connections_max = 4000;
/// A kiosk on a bad mobile link sends 1 MiB in half a minute; a silent connection is worth nothing after that.
inline constexpr unsigned connection_idle_s = 60;
/// Bodies being received, of all connections together, before anyone is authenticated: what a stranger can occupy.
inline constexpr std::size_t bodies_bytes_max = 64 << 20;
/// A client that announces no length and goes on beyond the limit is read this far for the sake of a proper answer.
inline constexpr std::size_t overrun_bytes_max = 4 << 20;
/// Inflating, decoding and checking signatures: more threads than this only wait for the one committer.
inline constexpr unsigned workers_max = 4;

/// Pushes waiting for the committer, counted as inflated bytes. Beyond that the kiosks are asked to come back.
inline constexpr std::size_t commit_queue_bytes_max = 64 << 20;
/// Ends one transaction, so that the first push in it does not wait for ever for its acknowledgement.
inline constexpr std::size_t commit_group_bytes_max = 4 << 20;
/// A page of the feed is read in a few milliseconds; only then can what was erased leave the WAL.
inline constexpr int tidy_retry_ms = 20;
/// Changes folded before the committer looks again whether a push waits: a few milliseconds.
inline constexpr std::size_t fold_turn_changes = 250;
/// Pushes waiting beyond this, and every kiosk is asked to wait a little before it comes again.
inline constexpr std::size_t commit_queue_bytes_calm = commit_queue_bytes_max / 2;
/// A kept sum that lags by this much is carried on; each turn is some 10 ms of hashing. A pull adds the rest for
/// itself, and what is summed while a pull runs must be more than may lag.
inline constexpr std::int64_t sum_lag_changes = 1024;
inline constexpr std::size_t sum_turn_changes = 4096;
inline constexpr std::size_t sum_pull_changes = 2048;
/// How long a pull believes what pulls before it have summed.
inline constexpr std::int64_t recent_sum_ms = 60'000;
/// Records of one device in quarantine that are looked through with each of its pulls.
inline constexpr std::size_t summed_quarantine_max = 1000;
/// Changes summed for one comparison: a fifth of a second of one reader.
inline constexpr std::uint64_t compared_changes_max = 65'536;
/// What a kiosk that was sent away is asked to wait.
inline constexpr std::uint32_t busy_delay_ms = 5000;

/// Below this a zstd frame is hardly smaller than what it holds.
inline constexpr std::size_t deflate_from_bytes = 128;
/// An enrolment holds five keys and two short texts. Whoever sends it has not been authenticated.
inline constexpr std::size_t enrolment_inflated_max = 16 << 10;

/// A page that asks for no size. About 5 ms of folding on a small tablet.
inline constexpr std::uint32_t page_changes = 500;
/// Sealed parts do not shrink, so this bound on what goes in keeps a page below 1 MiB compressed.
inline constexpr std::size_t page_bytes = 768 << 10;

/// One record, before it goes to quarantine: the longest text a change may hold is 32 KiB, sealed at most 9 KiB.
inline constexpr std::size_t record_bytes_max = 128 << 10;

/// Polls of thousands of kiosks must not cost a disk flush each: contacts are written with a push, or this often.
inline constexpr std::int64_t contacts_flush_ms = 30'000;

/// Wrong enrolment codes allowed at once and per second after that. A code has 98 bits: this keeps a guesser from
/// wearing out the server, not from guessing.
inline constexpr double wrong_codes_burst = 20;
inline constexpr double wrong_codes_per_s = 1;

/// A pull waits for news no longer than this: shorter than the half minute after which the Wi-Fi routers and proxies on
/// the way forget a silent connection.
inline constexpr std::int64_t poll_ms_max = 25'000;

/// How long a one-time code is good: the other tablet may stand at a site that opens tomorrow.
inline constexpr std::int64_t code_ms = 48LL * 3600 * 1000;
/// Codes of one programme that nobody has used yet: more tablets than are ever set up in two days.
inline constexpr std::int64_t unused_codes_max = 200;

/// How long a stop waits for answers that are on their way.
inline constexpr int stop_wait_ms = 5000;

}  // namespace hk::server_tuning
