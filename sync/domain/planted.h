#pragma once
#include <cstddef>
#include <cstdint>

/// Bugs that the simulation plants, one at a time, to prove that it would find them (protocol.md, invariant 7), and
/// programs older than this one. Only in its own build (preset sim); in every other the questions are constants.
namespace hk::planted {

enum class Bug : unsigned char {
  none,
  naive_cursor,            ///< the server reads how far its feed goes after the page, not before
  cursor_before_page,      ///< the cursor is stored, then the page
  delete_on_4xx,           ///< what a 4xx answers is not offered again
  unclamped_hlc,           ///< a reading from elsewhere moves the clock as far as it likes
  skip_unknown_kinds,      ///< the cursor moves past a kind of a newer program, and nothing is kept
  retry_without_id,        ///< the server gives what comes an id of its own
  fold_by_arrival,         ///< who comes last wins
  mark_when_sent,          ///< ticked off before anybody answered
  answer_before_commit,    ///< acknowledged, then made durable
  withdraw_unseen,         ///< a withdrawal takes every check-in of the pair
  counter_kept,            ///< a headcount's counter outlives its epoch
  resurrect_erased,        ///< a sealed part that comes after the erasure is kept
  same_epoch_on_conflict,  ///< a cloned device goes on under the numbers of the other one
  quarantine_blocks,       ///< one bad record, and nothing of that push is taken
  half_answers,            ///< where an answer breaks off, what came of it is believed
};

struct Name {
  Bug bug;
  const char* name;
};
inline constexpr Name names[] = {{Bug::naive_cursor, "naive-cursor"},
                                 {Bug::cursor_before_page, "cursor-before-page"},
                                 {Bug::delete_on_4xx, "delete-on-4xx"},
                                 {Bug::unclamped_hlc, "unclamped-hlc"},
                                 {Bug::skip_unknown_kinds, "skip-unknown-kinds"},
                                 {Bug::retry_without_id, "retry-without-id"},
                                 {Bug::fold_by_arrival, "fold-by-arrival"},
                                 {Bug::mark_when_sent, "mark-when-sent"},
                                 {Bug::answer_before_commit, "answer-before-commit"},
                                 {Bug::withdraw_unseen, "withdraw-unseen"},
                                 {Bug::counter_kept, "counter-kept"},
                                 {Bug::resurrect_erased, "resurrect-erased"},
                                 {Bug::same_epoch_on_conflict, "same-epoch-on-conflict"},
                                 {Bug::quarantine_blocks, "quarantine-blocks"},
                                 {Bug::half_answers, "half-answers"}};

#ifdef HALSOKIOSK_PLANTED_BUGS
inline Bug bug = Bug::none;
/// Kinds, by their index in ChangeBody, that the program acting now is too old to know.
inline std::uint64_t kinds_hidden = 0;
/// Likewise some fields of kinds that it knows (codec.cpp).
inline bool fields_hidden = false;

inline bool is(Bug one) { return bug == one; }
inline bool hides(std::size_t kind) { return (kinds_hidden >> kind & 1) != 0; }
inline bool hides_fields() { return fields_hidden; }
#else
constexpr bool is(Bug) { return false; }
constexpr bool hides(std::size_t) { return false; }
constexpr bool hides_fields() { return false; }
#endif

}  // namespace hk::planted
