#pragma once
#include <cstdint>
#include <string>

namespace hk {

/// One calm sentence over the content, worded by the screen; `thing` is inserted into it.
struct Notice {
  enum class Kind : std::uint8_t {
    names_locked,      ///< "Namnen är låsta. Du kan räkna ändå."
    wrong_passphrase,  ///< "Det stämmer inte. Försök igen."
    wrong_pin,
    disk_full,  ///< nothing was saved; says so and what to do
    read_only,
    busy,             ///< nothing was saved: another program holds the storage
    not_saved,        ///< any other failure to store; `thing` says why
    exported,         ///< `thing`: where the file is
    export_failed,    ///< `thing`: why
    drive_gone,       ///< the stick was pulled out; nothing was written
    drive_full,       ///< the stick, not this device
    drive_read_only,  ///< likewise
    weekly_exported,  ///< `thing`: where the file of last week is
    weekly_failed,    ///< `thing`: why; it is tried again
    names_needed,     ///< who was there is seen only with names open, by a coordinator
    session_closed,
    personnummer,     ///< one was typed where text is kept; nothing was saved
    not_coordinator,  ///< a passphrase that opens the names, but may not sign
    pins_differ,      ///< the second time was another
    passphrases_differ,
    passphrase_taken,  ///< it opens the names already
    passphrase_set,
    root_stays,     ///< who made the programme coordinates it for good
    sheet_saved,    ///< `thing`: where it is
    pin_refused,    ///< all digits the same, or a colleague's
    name_taken,     ///< a colleague has it
    report_saved,   ///< `thing`: where the files are
    not_corrected,  ///< no name, or one that holds a personnummer
    people_erased,  ///< `thing`: how many
    key_rotated,
    people_merged,
    people_apart,
    sessions_linked,
    sessions_apart,
    device_approved,
    server_away,     ///< nobody answers
    no_server,       ///< this device has none yet
    server_refused,  ///< `thing`: why
    codes_unused,    ///< so many that the server makes no other
    not_waiting,     ///< the new device has given up
    no_words,        ///< they could not be computed; `thing`: why
    not_counted,     ///< the week's figures could not be read; `thing`: why
  } kind{};
  std::string thing;
  bool operator==(const Notice&) const = default;
};

}  // namespace hk
