#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

/// Numbers of the app, each with its reason.
namespace hk::tuning {

/// Nothing a participant typed survives longer without a touch (experience.md).
inline constexpr std::int64_t participant_timeout_ms = 20'000;
/// What is to be read before one answers takes longer.
inline constexpr std::int64_t reading_timeout_ms = 60'000;
/// Nobody looks after open names when nothing runs and nobody has touched the screen this long …
inline constexpr std::int64_t lock_between_sessions_ms = 3'600'000;
/// … or, whatever runs, this long.
inline constexpr std::int64_t lock_after_ms = 10'800'000;
/// A coordinator's passphrase is good for what they do next, not for who comes after them.
inline constexpr std::int64_t coordinator_proof_ms = 300'000;
/// One page of the audit trail.
inline constexpr std::size_t audit_page = 50;
/// From here the countdown shows.
inline constexpr std::int64_t countdown_ms = 10'000;
/// Done stays this long: enough to read a name and to regret, short enough for the next in line.
inline constexpr std::int64_t done_ms = 4'000;
/// … also for whoever taps twice, as many do: the second tap does nothing to it.
inline constexpr std::int64_t done_rest_ms = 600;
/// Somebody new is asked something there, and has it to read.
inline constexpr std::int64_t done_new_ms = 8'000;
/// Nobody tries more names before anybody is checked in: whoever did could fish for who comes here.
inline constexpr int searches_max = 6;
/// … within this time: so much a queue may wait if nobody fetches staff, and 36 names an hour in sight of all are few.
inline constexpr std::int64_t searches_window_ms = 600'000;
/// Who may be checked in together on one screen: as many tiles as stand on it without being dragged. A larger
/// household than that is rather a mistake, and shows no more names.
inline constexpr std::size_t household_max = 8;
/// At most six, so that nobody can browse who comes here.
inline constexpr std::size_t candidates_max = 6;
/// The most letters of a surname that tell two of the same first name apart.
inline constexpr std::size_t initial_letters_max = 3;
/// Letters before a search, for the same reason; a whole shorter name is enough too.
inline constexpr std::size_t search_letters_min = 3;
/// In Ethiopic script, whose letters are syllables.
inline constexpr std::size_t search_syllables_min = 2;
/// Staff see more at once; a list longer than this wants another letter.
inline constexpr std::size_t staff_search_max = 40;
/// Of one name as many as can be looked through at a glance.
inline constexpr std::size_t same_name_max = 8;
/// A page and a half: what is told of a session. Readers take 8000.
inline constexpr std::size_t note_bytes_max = 4000;
/// The longest name anyone types.
inline constexpr std::size_t typed_bytes_max = 200;
/// Pairs who may have been registered twice: more are not looked through in one sitting.
inline constexpr std::size_t duplicates_max = 100;
/// How far back two tablets' sessions are asked about: as long as somebody may still register late.
inline constexpr std::int32_t same_session_days = 14;
/// A regular came twice in this time (domain.md).
inline constexpr std::int32_t regular_days = 56;
/// A planned session opened this near its time keeps its planned start.
inline constexpr std::int64_t planned_start_slack_ms = 3'600'000;
/// A forgotten session is closed this long after its planned end … (domain.md)
inline constexpr std::int64_t auto_close_after_plan_ms = 7'200'000;
/// … or after its start where there is no plan, with an end this long after the start.
inline constexpr std::int64_t auto_close_after_start_ms = 14'400'000;
inline constexpr std::int64_t auto_close_default_length_ms = 7'200'000;
/// Everything is drawn this much larger or smaller than millimetres on the glass; steps a person sees.
inline constexpr int scale_percent_min = 70, scale_percent_max = 150, scale_percent_step = 10;
/// Letters beside everything else (tokens.md, section 2).
inline constexpr std::array<int, 3> text_percents{100, 115, 130};
/// A clock this near the server's is right: answers take a while, and nobody sets one to the second.
inline constexpr std::int64_t clock_right_ms = 120'000;
/// How often forgotten sessions and the day's date are looked at.
inline constexpr std::int64_t housekeeping_ms = 60'000;
/// A stick that is put in shows up soon enough to be touched next.
inline constexpr std::int64_t drives_ms = 2'000;
/// When last week's figures are expected on a Monday: before that somebody may still register the weekend.
inline constexpr std::int32_t weekly_export_minute = 8 * 60;
/// A folder that is away is tried again so soon, then after twice as long each time, and every hour at last.
inline constexpr std::int64_t weekly_retry_ms = 60'000, weekly_retry_ms_max = 3'600'000;
/// Argon2id makes each guess slow; eight characters keep the guesses many.
inline constexpr std::ptrdiff_t passphrase_characters_min = 8;
/// How long the server may keep back the question whether a waiting device was approved, and how soon it is asked again
/// after it was silent: a person looks on.
inline constexpr std::uint32_t approval_wait_s = 20;
inline constexpr std::int64_t approval_retry_ms = 2'000;
/// More than a crowd can tap while the disk is slow.
inline constexpr std::size_t mailbox_capacity = 4096;

}  // namespace hk::tuning
