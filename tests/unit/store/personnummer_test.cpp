#include "kiosk/store/personnummer.h"

#include <doctest/doctest.h>

#include "tests/support/fakes.h"

using namespace hk;

// 811228-9874 and 670919-9530 are Skatteverket's own examples; 701063-2391 is a samordningsnummer.

TEST_CASE("a personnummer is seen however it is written") {
  for (const char* text : {"811228-9874",
                           "8112289874",
                           "19811228-9874",
                           "198112289874",
                           "811228 9874",
                           "81 12 28 98 74",
                           "1981 12 28 98 74",
                           "8 1 1 2 2 8 9 8 7 4",
                           "1981-12-28-9874",
                           "1981.12.28-9874",
                           "1981/12/28 9874",
                           "811228_9874",
                           "670919+9530",
                           "18670919+9530",
                           "701063-2391",
                           "19701063-2391",
                           "070101-2387",
                           "000716-3777",
                           "0007163777",
                           "00 07 16 37 77",
                           "20070101-2387",
                           "811228\xe2\x80\x93"
                           "9874",  // en dash
                           "811228\xe2\x88\x92"
                           "9874",  // minus sign
                           "811228\xe2\x80\x8b"
                           "9874",  // zero-width space
                           "811228\xc2\xa0"
                           "9874",  // no-break space
                           "٨١١٢٢٨-٩٨٧٤",
                           "۸۱۱۲۲۸-۹۸۷۴",
                           "٨١١٢٢٨۹۸۷٤",
                           "８１１２２８-９８７４"}) {
    CHECK_MESSAGE(holds_personnummer(text), text);
    CHECK_MESSAGE(holds_personnummer(text, NumberField::phone), text);
  }
}

TEST_CASE("a personnummer is seen inside longer text, also behind other numbers") {
  for (const char* text : {"Ada Lund 811228-9874", "Ada811228-9874Lund", "pnr:8112289874.", "(19811228-9874)",
                           "rum 12 811228-9874", "ring 0701234567 811228-9874", "+46 70 123 45 67, 811228-9874",
                           "född 1981-12-28-9874 i Malmö", "فاطمة ٨١١٢٢٨-٩٨٧٤ الزهراء", "a\nb\n811228-9874\nc"}) {
    CHECK_MESSAGE(holds_personnummer(text), text);
  }
}

TEST_CASE("a phone number is none, also where its digits could be a day of birth") {
  // Each would fit as date and check digit, were it grouped otherwise.
  for (const char* text : {"070-123 45 69", "070 123 45 69", "0701-23 45 69", "0701 234569", "08-080 812 36",
                           "040-612 34 55", "+20 100 123 4564", "+201001234564", "0020 100 123 4564", "00201001234564",
                           "ring 070-123 45 69 efter kl 15", "tel: +20 100 123 4564"}) {
    CHECK_MESSAGE(!holds_personnummer(text), text);
    CHECK_MESSAGE(!holds_personnummer(text, NumberField::phone), text);
  }
}

TEST_CASE("ten digits in a row that begin with 0 are a phone number where one is asked for, and refused elsewhere") {
  CHECK_FALSE(holds_personnummer("0701234569", NumberField::phone));
  CHECK_FALSE(holds_personnummer("07 01 23 45 69", NumberField::phone));
  CHECK(holds_personnummer("0701234569"));
  CHECK(holds_personnummer("070123-4569", NumberField::phone));
}

TEST_CASE("years, dates, times and other numbers are none") {
  for (const char* text : {"", "1981", "1981-12-28", "2025-01-07 2026-01-07", "född 1981, kom 2015",
                           "2026-11-16 13.04",                              // fits as 12 digits, but times have dots
                           "10.11-12.13 06", "811228-9875",                 // another check digit
                           "811328-9874", "811232-9876", "17811228-9874",   // no such month, day, century
                           "811228-98741", "1234567890123", "802002-8638",  // too long; an organisation's number
                           "P-000123", "040-123 45 67", "46701234567", "22 barn, 14 vuxna, 9 på kö"}) {
    CHECK_MESSAGE(!holds_personnummer(text), text);
  }
}

TEST_CASE("whatever the day and the birth number, the right check digit is refused and every other one is not") {
  hk::test::FakeRandom random(17);
  for (int round = 0; round < 5000; ++round) {
    const auto two = [&](std::size_t least, std::size_t most) {
      const std::string digits = std::to_string(least + random.below(most - least + 1));
      return digits.size() < 2 ? "0" + digits : digits;
    };
    const std::string year = two(0, 99);
    const std::string day = two(1, 12) + (random.one_in(4) ? two(61, 88) : two(1, 28));
    const std::string birth_number = two(10, 99) + std::to_string(random.below(10));
    const std::string nine = year + day + birth_number;
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) {
      const int product = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    const int right = (10 - sum % 10) % 10;
    for (int digit = 0; digit < 10; ++digit) {
      const std::string last = birth_number + std::to_string(digit);
      for (const std::string& text :
           {year + day + "-" + last, "19" + year + day + "-" + last, "Ada" + year + day + " " + last + "Lund",
            year + day + last, year + " " + day + "+" + last}) {
        CAPTURE(text);
        CHECK(holds_personnummer(text) == (digit == right));
      }
    }
  }
}
