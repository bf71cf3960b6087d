#include <malloc.h>

#include <cstring>
#include <random>

#include "kiosk/store/people.h"
#include "tests/bench/bench.h"
#include "tests/support/numbered.h"

namespace hk::bench {
namespace {

constexpr std::size_t kShown = 7;  // six candidates, and whether there are more
constexpr std::size_t kStaffSees = 40;
constexpr std::size_t kRegulars = 60;

const std::vector<std::string> first_names = {
    "Fatima",     "Fatma",   "فاطمة", "Mohammed",  "Muhammad",  "Mohamed",   "محمد",     "Ali",        "علي",
    "Ahmed",      "أحمد",    "Maria", "Mariam",    "Maryam",    "مريم",      "Marko",    "Marija",     "Anna",
    "Anna-Karin", "Åsa",     "Eva",   "Lars",      "Karin",     "Erik",      "Aisha",    "Ayşe",       "عائشة",
    "Hussein",    "حسين",    "Hodan", "Abdi",      "Cabdi",     "Faadumo",   "Amina",    "Emina",      "Amra",
    "Šejla",      "Dženana", "Agron", "Arta",      "Besnik",    "Agnieszka", "Łukasz",   "Małgorzata", "Piotr",
    "Mehmet",     "Gülşen",  "Çağla", "Oleksandr", "Олександр", "Юлія",      "Катерина", "Ірина",      "ሰላም",
    "ተስፋይ",       "ገብረ",     "ማርያም",  "Nour",      "نور",       "Omar"};
const std::vector<std::string> surnames = {"Ahmed",     "Ali",   "Al-Hassan",  "الحسن",    "Hosseini",  "حسيني",
                                           "Andersson", "Öberg", "Johansson",  "Åkerlund", "Abdullahi", "Warsame",
                                           "Hodžić",    "Šarić", "Krasniqi",   "Gashi",    "Kowalska",  "Wiśniewski",
                                           "Yılmaz",    "Kaya",  "Shevchenko", "Шевченко", "Коваленко", "Бондаренко",
                                           "ገብረ",       "ኃይለ",   "Haile",      "Tesfay",   "Nguyen",    "Khan"};
const std::vector<std::string> syllables = {"ba", "da", "el", "fa", "ga", "ha", "in", "ja", "ka",
                                            "la", "mi", "no", "or", "pa", "ri", "sa", "tu", "va",
                                            "ya", "zo", "шe", "كا", "نو", "öl", "ći"};

/// Half have common names; the others' are made up, so that there are many different ones.
std::string some_name(std::mt19937_64& random) {
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  const auto made_up = [&] { return one_of(syllables) + one_of(syllables) + one_of(syllables); };
  const std::string first = random() % 2 == 0 ? one_of(first_names) : made_up();
  std::string name = first + " " + (random() % 2 == 0 ? one_of(surnames) : made_up());
  if (random() % 10 == 0) name += " " + one_of(surnames);
  return name;
}

double heap_mib() {
  const struct mallinfo2 heap = mallinfo2();
  return static_cast<double>(heap.uordblks + heap.hblkhd) / (1 << 20);
}

/// What is typed on the way to a name: its beginnings, letter by letter.
std::vector<std::string> beginnings(const std::string& name) {
  std::vector<std::string> all;
  for (std::size_t end = 1; end <= name.size(); ++end) {
    if (end == name.size() || (static_cast<unsigned char>(name[end]) & 0xc0) != 0x80)
      all.push_back(name.substr(0, end));
  }
  return all;
}

/// The simplest thing that is fast: everybody's plain name in one list, looked through for the letters.
std::size_t look_through(const std::vector<std::string>& plain, const std::string& typed) {
  std::size_t found = 0;
  for (const std::string& name : plain) {
    if (std::strstr(name.c_str(), typed.c_str()) != nullptr) ++found;
  }
  return found;
}

/// Whoever is chosen at the door is asked about those they live with: families of four, among all.
void measure_households(const std::vector<std::string>& names, std::mt19937_64& random) {
  People people;
  for (std::size_t n = 0; n < names.size(); ++n) {
    ParticipantDetails details;
    details.identity = {names[n], "", "", std::nullopt};
    details.household = "household-" + std::to_string(n / 4);
    people.apply({test::numbered<ParticipantId>(n), details}, Hlc::of(static_cast<std::int64_t>(n)),
                 test::numbered<ChangeId>(n));
  }
  Latencies choosing;
  for (int i = 0; i < 2000; ++i) {
    const auto who = test::numbered<ParticipantId>(random() % names.size());
    const Stopwatch one;
    if (people.household_of(who).empty()) std::exit(1);
    choosing.add(one.seconds());
  }
  choosing.print("household");
}

}  // namespace
}  // namespace hk::bench

/// bench_search PEOPLE: what a keystroke costs among so many, and the memory of the index.
int main(int argc, char** argv) {
  using namespace hk;
  using namespace hk::bench;
  if (argc != 2) return 2;
  const auto count = static_cast<std::size_t>(std::atoll(argv[1]));
  std::mt19937_64 random(7);
  std::vector<std::string> names(count);
  std::generate(names.begin(), names.end(), [&] { return some_name(random); });

  const double before_mib = heap_mib();
  const Stopwatch building;
  NameIndex index;
  for (std::size_t n = 0; n < count; ++n) index.add(test::numbered<ParticipantId>(n), names[n], false);
  figure("build_ms", building.seconds() * 1e3);
  figure("index_mib", heap_mib() - before_mib);
  figure("different_words", static_cast<double>(index.size()));

  std::vector<ParticipantId> regulars;
  for (std::size_t n = 0; n < kRegulars; ++n) regulars.push_back(test::numbered<ParticipantId>(random() % count));
  const double before_plain_mib = heap_mib();
  std::vector<std::string> plain(count);
  for (std::size_t n = 0; n < count; ++n) {
    for (const std::string& word : index.plain_words(names[n])) plain[n] += " " + word;
  }
  figure("plain_names_mib", heap_mib() - before_plain_mib);

  Latencies participant, staff, linear, forgetting;
  std::size_t found = 0;
  for (int person = 0; person < 400; ++person) {
    const std::string& name = names[random() % count];
    std::size_t letters = 0;
    for (const std::string& typed : beginnings(name)) {
      const bool enough = ++letters >= 3;
      const Stopwatch keystroke;
      found += index.search({typed, enough ? NameMatch::beginning : NameMatch::whole, kShown, false, regulars}).size();
      participant.add(keystroke.seconds());
      const Stopwatch of_staff;
      found += index.search({typed, NameMatch::beginning, kStaffSees, true, regulars}).size();
      staff.add(of_staff.seconds());
      const Stopwatch linearly;
      found += look_through(plain, typed);
      linear.add(linearly.seconds());
    }
    const Stopwatch change;
    index.remove(test::numbered<ParticipantId>(random() % count));
    forgetting.add(change.seconds());
  }
  participant.print("keystroke");
  staff.print("staff_keystroke");
  linear.print("strstr");
  forgetting.print("forget_person");
  measure_households(names, random);
  return found > 0 ? 0 : 1;
}
