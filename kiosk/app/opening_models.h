#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "kiosk/app/model_parts.h"
#include "sync/domain/result.h"

/// What is drawn before there is a Kiosk.
namespace hk {

/// "Anslut enheten": a device without a programme comes in by six words. SubmitText goes on, GoBack goes back, and
/// DismissNotice tries to save again.
struct FirstRunModel {
  enum class Page : std::uint8_t {
    offer,
    server,
    code,
    label,
    passphrase,
    passphrase_again,
    asking,   ///< the server, with the code
    waiting,  ///< the words are shown until a coordinator has approved
    settling  ///< approved: keys are made and saved
  } page{};
  enum class Trouble : std::uint8_t {
    none,
    no_server,        ///< no address, or not of a server of ours
    no_answer,        ///< while waiting it goes on by itself
    code_refused,     ///< mistyped, or too old
    code_used,        ///< by another device, or not a code for one
    too_short,        ///< the passphrase
    differs,          ///< the passphrase was another the second time
    not_as_compared,  ///< what came was not from the device whose words were shown
    not_saved,        ///< `reason`; can be tried again
    other             ///< `reason`
  } trouble{};
  TypedText typed;                   ///< of the field the page asks for
  bool visible = false;              ///< letters instead of dots
  std::array<std::string, 6> words;  ///< waiting
  std::string reason;                ///< in the program's words, for whoever is called
  bool operator==(const FirstRunModel&) const = default;
};

/// Says why there is nothing to show yet, and what to do. Made without a Kiosk; "Försök igen" is a DismissNotice.
struct FailureModel {
  enum class Kind : std::uint8_t { in_use, disk_full, read_only, newer_version, damaged, other } kind{};
  std::string thing;   ///< the folder or file
  std::string reason;  ///< in the program's words, for whoever is called
  bool operator==(const FailureModel&) const = default;
};
[[nodiscard]] FailureModel failure_model(const Error& error);

}  // namespace hk
