#include "kiosk/store/register_csv.h"

#include "tests/fuzz/fuzz.h"

/// A register as somebody's spreadsheet program wrote it.
namespace hk::fuzz {

void take(ByteView input) {
  static const std::vector<RegisterCategory> categories = {{"adult", "Vuxen"}, {"child_youth", "Barn och unga"}};
  const auto reg = parse_register(input, categories);
  if (!reg) return;
  for (const RegisterParticipant& one : reg->participants) HK_CHECK(one.first_session < reg->sessions.size());
  for (const RegisterCheckIn& one : reg->check_ins) {
    HK_CHECK(one.session < reg->sessions.size());
    HK_CHECK(one.participant < reg->participants.size());
    HK_CHECK(one.category == "adult" || one.category == "child_youth" || one.category == "unknown");
  }
  for (const RegisterSession& one : reg->sessions) HK_CHECK(one.start_min < one.end_min && one.line >= 2);
  for (const RegisterHeadcount& one : reg->headcounts) HK_CHECK(one.session < reg->sessions.size() && one.count >= 0);
  const auto check_ins = static_cast<std::int64_t>(reg->check_ins.size());
  HK_CHECK(reg->repeated + check_ins <= reg->good_rows);
}

std::vector<Bytes> seeds() {
  const Bytes header = "session;date;start;end;kind;workshop;activity;site;participant;category";
  const Bytes row = "s1;2025-03-03;13:00;15:00;gruppaktivitet;Kvinnors hälsa;Yoga;Framtidens hus;p1;adult";
  Bytes commas = header + ",name,gender,area,headcount\r\n" + row + ",Åsa Öberg,woman,lindangen,\r\n";
  for (char& c : commas) c = c == ';' ? ',' : c;
  return {header + "\n" + row + "\n" + row + "\n",
          "\xEF\xBB\xBF" + header + ";headcount\n" + "s1;2025-03-03;09:00;10:00;event;a;b;c;;vuxen;17\n", commas,
          header + "\n\"s\"\"1\";2025-03-03;13:00;15:00;group;\"a\nb\";\"c;d\";e;p1;unknown\n\"open"};
}

}  // namespace hk::fuzz
