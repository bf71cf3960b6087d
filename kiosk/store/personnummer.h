#pragma once
#include <string_view>

#include "sync/domain/change.h"

namespace hk {

enum class NumberField : unsigned char {
  text,  ///< a name, a note, a label …
  phone  ///< where ten digits in a row that begin with 0 are a phone number
};

/// Whether a Swedish personnummer or samordningsnummer stands anywhere in `text` (UTF-8): ten digits, or twelve with
/// the century, however grouped by spaces, dots, dashes or a plus, in any of the digits people here type; a day that
/// exists, and the right check digit. Numbers grouped as phone numbers are, or with a country's code, are none.
/// None is ever kept (domain.md, "Privacy").
[[nodiscard]] bool holds_personnummer(std::string_view text, NumberField field = NumberField::text);

/// No change leaves this device with one, whichever screen or command made it. Errors: invalid, naming the field.
[[nodiscard]] Result<void> refuse_personnummer(const ChangeBody& body);

}  // namespace hk
