#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hk {

/// A text as one cell of a CSV that a spreadsheet opens: quoted where `;`, `,`, quotes or line breaks ask for it
/// (RFC 4180), and begun with an apostrophe where =, +, -, @ or a tab would make it a formula.
[[nodiscard]] std::string csv_cell(std::string_view text);
/// Well-formed UTF-8 on one line: what steers a terminal, turns the direction of writing, breaks a line, or is no
/// character at all, is a `?`.
[[nodiscard]] std::string printable(std::string_view text);
/// At most so many bytes of well-formed text, cut between two characters.
[[nodiscard]] std::string shortened(std::string text, std::size_t bytes);
/// Code points of UTF-8: the columns that a terminal needs for the scripts we write labels in.
[[nodiscard]] std::size_t columns(std::string_view utf8);
/// 11 444: groups of three digits, as Swedish writes numbers.
[[nodiscard]] std::string grouped(std::int64_t number);

}  // namespace hk
