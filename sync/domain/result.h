#pragma once
#include <cstdlib>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace hk {

/// What kind of thing went wrong; decides exit codes, wording on the screen and whether trying again can help.
enum class ErrorCode {
  invalid,           ///< bytes or a value from outside break a rule
  not_found,         ///< the named thing does not exist
  conflict,          ///< it exists already, or somebody else holds it
  wrong_passphrase,  ///< no key slot opens with it
  locked,            ///< names are locked; a passphrase is needed first
  refused,           ///< a mac, signature or token does not verify
  disk_full,
  read_only,
  busy,           ///< another process holds the database
  corrupt,        ///< stored bytes are damaged
  newer_version,  ///< made by a newer program than this one
  older_version,  ///< made by an older one, and to be brought up to date before it can be read
  offline,        ///< no answer from our server
  io,             ///< any other failure of disk or network
};

/// What happened, to which thing, in words a person can act on. Never holds a name of a person.
struct Error {
  ErrorCode code;
  std::string thing;  ///< the file, field, line or command it concerns
  std::string what;   ///< the reason, without the thing
  [[nodiscard]] std::string message() const { return thing.empty() ? what : thing + ": " + what; }
  [[nodiscard]] bool worth_retrying() const {
    return code == ErrorCode::busy || code == ErrorCode::offline || code == ErrorCode::disk_full;
  }
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string thing, std::string what) {
  return tl::unexpected<Error>(Error{code, std::move(thing), std::move(what)});
}

/// Prints where and stops the process: a broken CHECK is a bug in this program, never bad input.
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace hk

#define HK_CHECK(expression) ((expression) ? void(0) : ::hk::check_failed(#expression, __FILE__, __LINE__))

/// Returns the error of a Result from the enclosing function, or goes on.
#define HK_TRY(expression)                                                               \
  do {                                                                                   \
    if (auto hk_try_ = (expression); !hk_try_) return ::tl::unexpected(hk_try_.error()); \
  } while (false)

#define HK_CONCAT_(a, b) a##b
#define HK_CONCAT(a, b) HK_CONCAT_(a, b)
/// HK_ASSIGN(auto x, f()): x is the value of f(), or the enclosing function returns f()'s error.
#define HK_ASSIGN(declaration, expression) HK_ASSIGN_(HK_CONCAT(hk_result_, __LINE__), declaration, expression)
#define HK_ASSIGN_(result, declaration, expression)     \
  auto result = (expression);                           \
  if (!result) return ::tl::unexpected(result.error()); \
  declaration = std::move(*result)
