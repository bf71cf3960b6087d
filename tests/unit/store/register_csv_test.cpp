#include "kiosk/store/register_csv.h"

#include <doctest/doctest.h>

#include <random>

using namespace hk;

namespace {

const std::vector<RegisterCategory> categories = {{"child_youth", "Barn och unga"}, {"adult", "Vuxna/vårdnadshavare"}};
const std::string header = "session;date;start;end;kind;workshop;activity;site;participant;category\n";
const std::string full_header =
    "session;date;start;end;kind;workshop;activity;site;participant;category;name;gender;area;headcount\n";
const std::string s1 = "S1;2025-01-07;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;";

Register read(const std::string& text) {
  const auto parsed = parse_register(text, categories);
  REQUIRE_MESSAGE(parsed, parsed.error().message());
  return *parsed;
}

/// The one bad row of a register, as "line: reason".
std::string complaint(const std::string& text) {
  const Register parsed = read(text);
  REQUIRE(parsed.bad_rows.size() == 1);
  return std::to_string(parsed.bad_rows[0].line) + ": " + parsed.bad_rows[0].reason;
}

std::string refusal(const std::string& text) {
  const auto parsed = parse_register(text, categories);
  REQUIRE(!parsed);
  CHECK(parsed.error().code == ErrorCode::invalid);
  return parsed.error().message();
}

}  // namespace

TEST_CASE("a register becomes sessions, people and check-ins in order of first appearance") {
  const Register read_in = read(full_header + s1 + "P1;adult;Ada Öst;kvinna;Lindängen;\n" + s1 +
                                "P2;child_youth;;;;\n"
                                "S2;2025-01-08;9:00;10:30;individual;Råd;Rådgivning;Biblioteket;P1;unknown;Annan;;;\n");
  CHECK(read_in.bad_rows.empty());
  CHECK(read_in.good_rows == 3);
  REQUIRE(read_in.sessions.size() == 2);
  CHECK(read_in.sessions[0].key == "S1");
  CHECK(to_text(read_in.sessions[0].date) == "2025-01-07");
  CHECK(read_in.sessions[0].start_min == 780);
  CHECK(read_in.sessions[0].end_min == 900);
  CHECK(read_in.sessions[0].workshop == "Kvinnors hälsa");
  CHECK(read_in.sessions[1].kind == SessionKind::individual);
  CHECK(read_in.sessions[1].line == 4);
  REQUIRE(read_in.participants.size() == 2);
  CHECK(read_in.participants[0].key == "P1");
  CHECK(read_in.participants[0].name == "Ada Öst");
  CHECK(read_in.participants[1].first_session == 0);
  REQUIRE(read_in.check_ins.size() == 3);
  CHECK(read_in.check_ins[0].gender == "kvinna");
  CHECK(read_in.check_ins[0].area == "Lindängen");
  CHECK(read_in.check_ins[1].category == "child_youth");
  CHECK(read_in.check_ins[2].session == 1);
  CHECK(read_in.check_ins[2].participant == 0);
  CHECK(read_in.check_ins[2].category == "unknown");
}

TEST_CASE("a BOM, commas, CR LF, another order of columns and capitals change nothing") {
  const Register read_in = read(
      "\xef\xbb\xbf"
      "Category,PARTICIPANT,site,activity,workshop,kind,end,start,date,session\r\n"
      "adult,P1,\"Framtidens hus, sal 2\",Yoga,Kvinnors hälsa,group,15:00,13:00,2025-01-07,S1\r\n");
  CHECK(read_in.bad_rows.empty());
  REQUIRE(read_in.check_ins.size() == 1);
  CHECK(read_in.sessions[0].site == "Framtidens hus, sal 2");
  CHECK(read(header + s1 + "P1;adult").check_ins.size() == 1);
  CHECK(read(header + s1 + "P1;adult\r" + s1 + "P2;adult\r").check_ins.size() == 2);
}

TEST_CASE("quotes hold separators, quotes and line breaks, and lines are counted through them") {
  const Register read_in =
      read(full_header + s1 + "P1;adult;\"Ada \"\"Blixten\"\";\nÖst\";;;\n" + s1 + "P2;oops;;;;\n");
  REQUIRE(read_in.participants.size() == 1);
  CHECK(read_in.participants[0].name == "Ada \"Blixten\"; Öst");
  REQUIRE(read_in.bad_rows.size() == 1);
  CHECK(read_in.bad_rows[0].line == 4);
}

TEST_CASE("spaces around a field and rows without text are passed over") {
  const Register read_in =
      read(header + "\n;;;;;;;;;\n" + " S1 ; 2025-01-07;13:00 ;15:00;group;a;b;c; P1 ; adult \n\n");
  CHECK(read_in.bad_rows.empty());
  REQUIRE(read_in.check_ins.size() == 1);
  CHECK(read_in.participants[0].key == "P1");
}

TEST_CASE("kinds may be written in Swedish, in any case and composition") {
  const std::pair<const char*, SessionKind> words[] = {{"group", SessionKind::group},
                                                       {"Grupp", SessionKind::group},
                                                       {"GRUPPAKTIVITET", SessionKind::group},
                                                       {"individual", SessionKind::individual},
                                                       {"Individuellt", SessionKind::individual},
                                                       {"INDIVIDUELLT STÖD", SessionKind::individual},
                                                       {"event", SessionKind::event},
                                                       {"Större arrangemang", SessionKind::event},
                                                       {"Evenemang", SessionKind::event},
                                                       {"sto\xcc\x88rre arrangemang", SessionKind::event}};
  for (const auto& [word, kind] : words) {
    const Register read_in = read(header + "S1;2025-01-07;13:00;15:00;" + word + ";a;b;c;;\n");
    REQUIRE_MESSAGE(read_in.sessions.size() == 1, word);
    CHECK(read_in.sessions[0].kind == kind);
  }
  CHECK(complaint(header + "S1;2025-01-07;13:00;15:00;fest;a;b;c;;\n") ==
        "2: kind: 'fest' is none of group, individual, event");
}

TEST_CASE("categories match by code or Swedish label, in any case") {
  for (const char* word : {"adult", "Adult", "vuxna/VÅRDNADSHAVARE"}) {
    const Register read_in = read(header + s1 + "P1;" + word + "\n");
    REQUIRE_MESSAGE(read_in.check_ins.size() == 1, word);
    CHECK(read_in.check_ins[0].category == "adult");
  }
  CHECK(read(header + s1 + "P1;Uppgift saknas\n").check_ins[0].category == "unknown");
  CHECK(complaint(header + s1 + "P1;pensionär\n") == "2: category: no such category 'pensionär'");
  CHECK(complaint(header + s1 + "P1;\n") == "2: category: is empty (write unknown where nobody said)");
}

TEST_CASE("a row without participant declares its session, and its headcounts are summed by category") {
  const Register read_in = read(full_header + s1 + ";;;;;\n" + s1 + ";adult;;;;30\n" + s1 + ";child_youth;;;;7\n" + s1 +
                                ";Adult;;;;12\n" + s1 + ";adult;;;;0\n");
  CHECK(read_in.bad_rows.empty());
  CHECK(read_in.sessions.size() == 1);
  CHECK(read_in.check_ins.empty());
  REQUIRE(read_in.headcounts.size() == 2);
  CHECK(read_in.headcounts[0].category == "adult");
  CHECK(read_in.headcounts[0].count == 42);
  CHECK(read_in.headcounts[1].count == 7);
  CHECK(complaint(full_header + s1 + ";;;;;3\n") == "2: category: is empty, but there is a headcount");
  CHECK(complaint(full_header + s1 + ";adult;;;;-3\n") == "2: headcount: '-3' is not a whole number 0-100000");
  CHECK(complaint(full_header + s1 + ";adult;;;;100001\n") == "2: headcount: '100001' is not a whole number 0-100000");
  CHECK(complaint(full_header + s1 + "P1;adult;;;;3\n") ==
        "2: headcount: stands on a participant's row; give it a row of its own");
  CHECK(complaint(full_header + s1 + ";adult;Ada;;;\n") == "2: participant: is empty, but there is a name");
}

TEST_CASE("a repeated pair is kept once, by its first row") {
  const Register read_in = read(header + s1 + "P1;adult\n" + s1 + "P1;child_youth\n");
  CHECK(read_in.bad_rows.empty());
  CHECK(read_in.repeated == 1);
  REQUIRE(read_in.check_ins.size() == 1);
  CHECK(read_in.check_ins[0].category == "adult");
}

TEST_CASE("rows of one session that disagree are bad, naming the column and the first line") {
  const std::string start = header + s1 + "P1;adult\n";
  const std::pair<const char*, const char*> rows[] = {
      {"date", "S1;2025-01-08;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;P2;adult\n"},
      {"start", "S1;2025-01-07;13:01;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;P2;adult\n"},
      {"end", "S1;2025-01-07;13:00;15:01;group;Kvinnors hälsa;Yoga;Framtidens hus;P2;adult\n"},
      {"kind", "S1;2025-01-07;13:00;15:00;event;Kvinnors hälsa;Yoga;Framtidens hus;P2;adult\n"},
      {"workshop", "S1;2025-01-07;13:00;15:00;group;Annan;Yoga;Framtidens hus;P2;adult\n"},
      {"activity", "S1;2025-01-07;13:00;15:00;group;Kvinnors hälsa;Dans;Framtidens hus;P2;adult\n"},
      {"site", "S1;2025-01-07;13:00;15:00;group;Kvinnors hälsa;Yoga;Biblioteket;P2;adult\n"}};
  for (const auto& [column, row] : rows) {
    CHECK(complaint(start + row) == std::string("3: ") + column + ": differs from line 2, which is the same session");
    CHECK(read(start + row).participants.size() == 1);
  }
}

TEST_CASE("a bad row declares nothing: the next good one does") {
  const Register read_in = read(header + "S1;2025-01-01;13:00;15:00;group;a;b;c;P1;nobody\n" + s1 + "P1;adult\n");
  CHECK(read_in.bad_rows.size() == 1);
  REQUIRE(read_in.sessions.size() == 1);
  CHECK(read_in.sessions[0].line == 3);
}

TEST_CASE("impossible dates, times and empty fields are bad rows with their reason") {
  const auto row = [](const char* start) { return header + start + ";group;a;b;c;P1;adult\n"; };
  CHECK(complaint(row("S1;2025-02-30;13:00;15:00")) == "2: date: 2025-02-30: 2025-02 has days 01-28");
  CHECK(complaint(row("S1;7/1 2025;13:00;15:00")) == "2: date: 7/1 2025: not a date of the form 2026-11-20");
  CHECK(complaint(row("S1;2025-01-07;13.00;15:00")) == "2: start: 13.00: not a time of the form 13:05");
  CHECK(complaint(row("S1;2025-01-07;13:00;24:00")) == "2: end: 24:00: a day goes from 00:00 to 23:59");
  CHECK(complaint(row("S1;2025-01-07;13:00;13:00")) ==
        "2: end: comes not after the start (a session past midnight is written as two)");
  CHECK(complaint(row(";2025-01-07;13:00;15:00")) == "2: session: is empty");
  CHECK(complaint(header + "S1;2025-01-07;13:00;15:00;group;;b;c;P1;adult\n") == "2: workshop: is empty");
}

TEST_CASE("a row with other bytes than text is bad, and its neighbours are good") {
  const auto between = [](const std::string& row) {
    return header + s1 + "P1;adult\n" + row + "\n" + s1 + "P2;adult\n";
  };
  CHECK(complaint(between(s1 + "P\xe5l;adult")) == "3: not UTF-8 (in Excel: save as CSV UTF-8)");
  CHECK(complaint(between(s1 + std::string("P\0x;adult", 9))) == "3: participant: holds a NUL byte");
  CHECK(complaint(between(s1 + "P\x1b[2J;adult")) == "3: participant: holds control characters");
  CHECK(complaint(between(s1 + std::string(201, 'x') + ";adult")) == "3: participant: is longer than 200 characters");
  CHECK(complaint(between(s1 + "P3")) == "3: has 9 fields, the header has 10");
  CHECK(complaint(between(s1 + "P3;adult;more")) == "3: has 11 fields, the header has 10");
  CHECK(complaint(between(s1 + "\"P3\"x;adult")) == "3: text follows a closing quote");
  CHECK(read(between(s1 + "\"P3\"x;adult")).check_ins.size() == 2);
  std::string two_hundred;
  for (int n = 0; n < 200; ++n) two_hundred += "ö";
  CHECK(read(header + s1 + two_hundred + ";adult\n").bad_rows.empty());
}

TEST_CASE("a quote that is never closed costs its own line only") {
  const Register read_in = read(header + s1 + "P1;adult\n" + s1 + "\"P2;adult\n" + s1 + "P3;adult\n" + s1 + "P4;x\n");
  REQUIRE(read_in.bad_rows.size() == 2);
  CHECK(read_in.bad_rows[1].line == 5);
  CHECK(read_in.bad_rows[0].line == 3);
  CHECK(read_in.bad_rows[0].reason == "a quote is opened and never closed");
  CHECK(read_in.check_ins.size() == 2);
}

TEST_CASE("a header names all that is wrong with it") {
  CHECK(refusal("") == "register: is empty");
  CHECK(refusal("\xef\xbb\xbf") == "register: is empty");
  CHECK(refusal("session;date;start;end;kind;workshop;activity;site;participant\n") ==
        "line 1: missing columns: category");
  CHECK(refusal("session;date;start;end;kind;activity;site;participant;category;category;phone\n") ==
        "line 1: missing columns: workshop, unknown columns: 'phone', repeated columns: category");
  CHECK(refusal("\x01\x02garbage\n").starts_with("line 1: missing columns: session, date, start"));
  CHECK(refusal("s\xe5;\n") == "line 1: not UTF-8 (in Excel: save as CSV UTF-8)");
  CHECK(refusal(std::string("\xff\xfes\0e\0", 6)) == "register: is UTF-16 (in Excel: save as CSV UTF-8)");
  CHECK(refusal(std::string(register_bytes_max + 1, ' ')) == "register: is larger than 64 MiB");
}

TEST_CASE("a personnummer is refused wherever it stands, and is not repeated in the reason") {
  // 811218-9876 and 670919-9530 are Skatteverket's own examples; 701063-2391 is a samordningsnummer.
  for (const char* text :
       {"811218-9876", "8112189876", "19811218-9876", "198112189876", "19 81 12 18 98 76", "670919+9530", "701063-2391",
        "Ada 811218-9876", "12 811218-9876", "1981.12.18-9876", "811218 \xe2\x80\x93 9876",
        "\xd9\xa8\xd9\xa1\xd9\xa1\xd9\xa2\xd9\xa1\xd9\xa8\xd9\xa9\xd9\xa8\xd9\xa7\xd9\xa6"}) {
    const std::string as_key = complaint(header + s1 + text + ";adult\n");
    CHECK_MESSAGE(as_key == "2: participant: looks like a personnummer, which is never kept; use a number of your own",
                  text);
    CHECK(complaint(full_header + s1 + "P1;adult;" + text + ";;;\n").starts_with("2: name: looks like"));
  }
}

TEST_CASE("other numbers are no personnummer") {
  for (const char* text : {"811218-9875", "811318-9876", "811232-9876", "P-000123", "2025-01-07", "040-123 45 67",
                           "17811218-9876", "811218-98761", "1234567890123"}) {
    CHECK_MESSAGE(read(header + s1 + text + ";adult\n").bad_rows.empty(), text);
  }
}

TEST_CASE("no garbage stops the reader, and every line of it is accounted for") {
  std::mt19937 engine{11};
  const std::string alphabet = ";,\"\n\r\t 1-:PåS\xff" + std::string(1, '\0');
  for (int round = 0; round < 2000; ++round) {
    std::string text = header + s1 + "P1;adult\n";
    for (int n = 0; n < 60; ++n) {
      if (engine() % 12 == 0) text += s1;
      text += alphabet[engine() % alphabet.size()];
    }
    const Register read_in = read(text);
    CHECK(read_in.check_ins.size() >= 1);
    for (const BadRow& row : read_in.bad_rows) {
      REQUIRE(row.line > 1);
      REQUIRE_FALSE(row.reason.empty());
    }
  }
}
