#include <doctest/doctest.h>

#include <array>

#include "kiosk/store/name_index.h"
#include "tests/support/numbered.h"

using namespace hk;
using namespace hk::test;

namespace {

using Names = std::vector<std::string>;

/// Names of a crowd; who has which is their place in the list.
struct Register {
  NameIndex index;
  Names names;
  Register() = default;
  Register(std::initializer_list<const char*> all) {
    for (const char* name : all) add(name);
  }
  void add(const std::string& name, bool hidden = false) {
    index.add(numbered<ParticipantId>(names.size()), name, hidden);
    names.push_back(name);
  }
  [[nodiscard]] Names find(NameQuery query) const {
    Names found;
    for (const ParticipantId& id : index.search(query)) {
      for (std::size_t n = 0; n < names.size(); ++n) {
        if (numbered<ParticipantId>(n) == id) found.push_back(names[n]);
      }
    }
    return found;
  }
  [[nodiscard]] Names find(std::string_view typed, NameMatch match = NameMatch::beginning) const {
    return find({typed, match, 100, false});
  }
};

bool finds(const std::string& typed, const std::string& name, NameMatch match = NameMatch::beginning) {
  return !Register{name.c_str()}.find(typed, match).empty();
}

}  // namespace

TEST_CASE("a name is found by its other spellings, whichever of them was registered") {
  const std::vector<Names> same = {
      {"Fatima", "Fatimah", "Fatma", "Fatemeh", "Fátima", "Fadma", "فاطمة", "فاطمه", "Фатима"},
      {"Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhammed", "Mehmed", "Mehmet", "Maxamed", "محمد", "Мухаммед"},
      {"Ahmed", "Ahmad", "Ahmet", "Axmed", "أحمد", "احمد", "Ахмед"},
      {"Yusuf", "Yousef", "Yousif", "Jusuf", "Josef", "Yuusuf", "يوسف", "Юсуф"},
      {"Aisha", "Ayşe", "Aysha", "Aicha", "Caasha", "Ajša", "عائشة", "Айша"},
      {"Hussein", "Hussain", "Hossein", "Husein", "Xuseen", "Hüseyin", "حسين"},
      {"Khadija", "Khadijah", "Hatidža", "Hadija", "Xadiija", "خديجة"},
      {"Mariam", "Maryam", "Meryem", "Merjem", "مريم", "ማርያም"},
      {"Zeinab", "Zaynab", "Zainab", "Zeynep", "Saynab", "زينب"},
      {"Ibrahim", "Ebrahim", "Ibraahim", "İbrahim", "إبراهيم", "ابراهيم"},
      {"Omar", "Umar", "Omer", "Ömer", "Cumar", "عمر"},
      {"Ali", "Aly", "Cali", "علي", "على"},
      {"Nour", "Nur", "Noor", "نور"},
      {"Khalid", "Khaled", "Halid", "Halit", "خالد"},
      {"Jamal", "Džemal", "Djamal", "Jamaal", "جمال"},
      {"Abdullah", "Abdulla", "Abdallah", "Cabdulla", "عبدالله"},
      {"Abdulrahman", "Abdul Rahman", "Abdelrahman", "Abdirahman", "Cabdiraxmaan", "Abderrahmane", "Abd al-Rahman",
       "عبد الرحمن", "عبدالرحمن"},
      {"Abdulnasir", "Abdinasir", "Abdennasser", "عبد الناصر"},
      {"Oleksandr", "Олександр"},
      {"Alexander", "Aleksandr", "Aleksander", "Александр"},
      {"Shevchenko", "Шевченко", "Ševčenko"},
      {"Yuliia", "Julia", "Юлія"},
      {"Olha", "Ольга"},
      {"Olga", "Ольга"},
      {"Kateryna", "Katerina", "Catherina", "Катерина"},
      {"Đorđe", "Djordje", "Ђорђе"},
      {"Dorde", "Đorđe", "Ђорђе"},
      {"Šarić", "Saric", "Шарић"},
      {"Šarić", "Sharich", "Шарић"},
      {"Łukasz", "Lukasz"},
      {"Wojciech", "Wójciech"},
      {"Ewa", "Eva"},
      {"Çelik", "Celik"},
      {"Çelik", "Chelik"},
      {"Gülşen", "Gulsen"},
      {"Gülşen", "Gulshen"},
      {"Xhevdet", "Jevdet", "Xhevdët"},
      {"Åsa", "Asa", "ÅSA", "A\u030Asa"},
      {"Öberg", "Oberg", "öberg"},
      {"Selam", "Salam", "ሰላም"},
      {"Tesfay", "Tesfai", "ተስፋይ"},
      {"Kristina", "Christina", "Krystyna"},
      {"Michael", "Mikael"},
      {"Osman", "Othman", "Uthman", "Cusmaan", "عثمان"},
      {"Sofia", "Sophia", "Zofia"},
  };
  for (const auto& spellings : same) {
    for (const std::string& typed : spellings) {
      for (const std::string& name : spellings) CHECK_MESSAGE(finds(typed, name), typed << " finds " << name);
    }
  }
}

TEST_CASE("names that merely look alike are not found") {
  const std::vector<std::pair<std::string, std::string>> other = {
      {"Mar", "Mohammed"},  {"Mar", "Mira"},    {"Mari", "Marko"}, {"Ali", "Elsa"},     {"Ali", "Oliver"},
      {"Omar", "Amira"},    {"Sara", "Sofia"},  {"Anna", "Hanna"}, {"Fatima", "Fadil"}, {"Ahmed", "Hamid"},
      {"Sara", "Sheila"},   {"Bo", "Bea"},      {"Amir", "Omar"},  {"Karim", "Carina"}, {"Ma", "Mia Ek"},
      {"Daniel", "Taniel"}, {"فاطمة", "فريدة"}, {"محمد", "مريم"},  {"Юлія", "Ольга"},
  };
  for (const auto& [typed, name] : other) {
    CHECK_MESSAGE(!finds(typed, name), typed << " finds " << name);
  }
}

TEST_CASE("three letters do not find everybody who begins with the first of them") {
  const Register people{"Maria Ek", "Marko Berg", "Mohammed Ali", "Mikael Ek", "Monika Ek", "Mira Ek", "Murat Kaya"};
  CHECK(people.find("mar") == Names{"Maria Ek", "Marko Berg"});
  CHECK(people.find("moh") == Names{"Mohammed Ali"});
}

TEST_CASE("whom the letters fit come before whom they only sound like, and are never pushed out by them") {
  Register people{"Aa Mohamed", "Mohammed Zz", "Ab Muhammed", "Muhammad Yy"};
  CHECK(people.find("muhamm") == Names{"Ab Muhammed", "Muhammad Yy", "Aa Mohamed", "Mohammed Zz"});
  CHECK(people.find({"muhamm", NameMatch::beginning, 2, false}) == Names{"Ab Muhammed", "Muhammad Yy"});
  const std::array sounding{numbered<ParticipantId>(1)};
  CHECK(people.find({"muhamm", NameMatch::beginning, 2, false, sounding}) == Names{"Ab Muhammed", "Muhammad Yy"});
}

TEST_CASE("regulars come first, in the order given, among those who fit as well") {
  const Register people{"Sara Ahlin", "Sara Berg", "Sara Ceder", "Sara Dahl", "Zarah Ek"};
  const std::array regulars{numbered<ParticipantId>(3), numbered<ParticipantId>(99), numbered<ParticipantId>(4),
                            numbered<ParticipantId>(1)};
  CHECK(people.find({"sar", NameMatch::beginning, 3, false, regulars}) ==
        Names{"Sara Dahl", "Sara Berg", "Sara Ahlin"});
}

TEST_CASE("who has typed their whole name stands first, however many have longer ones") {
  Register people{"Li", "Anna Lind", "Bo Lindahl", "Lina Ek", "Xu Li", "Xu Lind"};
  const std::array regulars{numbered<ParticipantId>(1), numbered<ParticipantId>(2), numbered<ParticipantId>(5)};
  CHECK(people.find({"li", NameMatch::beginning, 2, false, regulars}) == Names{"Li", "Anna Lind"});
  CHECK(people.find({"li xu", NameMatch::beginning, 1, false, regulars}) == Names{"Xu Li"});
}

TEST_CASE("each typed word takes a word of its own, in any order") {
  const Register people{"Ali Ahmadi", "Ali Ali", "Berg Bergman", "Berg Ek"};
  CHECK(people.find("ali ali") == Names{"Ali Ali"});
  CHECK(people.find("ahm ali") == Names{"Ali Ahmadi"});
  CHECK(people.find("ali ahm") == Names{"Ali Ahmadi"});
  CHECK(people.find("ali ahm ali").empty());
  // "berg" fits both words, and has to leave "bergm" the second.
  for (const char* typed : {"berg bergm", "bergm berg"}) CHECK(people.find(typed) == Names{"Berg Bergman"});
}

TEST_CASE("double names are found with a hyphen, a space or neither, registered either way") {
  for (const char* name : {"Anna-Karin Ek", "Annakarin Ek"}) {
    for (const char* typed : {"anna-karin", "anna karin", "annakarin", "ek annakarin"})
      CHECK_MESSAGE(finds(typed, name), typed << " finds " << name);
  }
  for (const char* name : {"Al-Hassan", "Alhassan", "Al Hassan", "الحسن"}) {
    for (const char* typed : {"al-hassan", "alhassan", "al hassan"})
      CHECK_MESSAGE(finds(typed, name), typed << " finds " << name);
  }
  CHECK(finds("Hassan", "الحسن"));
  CHECK(finds("zahra", "فاطمة الزهراء"));
}

TEST_CASE("a short name is found whole, and by nothing that goes on") {
  const Register people{"Bo Ek", "Li", "Bosse Lind", "Ng"};
  CHECK(people.find("bo", NameMatch::whole) == Names{"Bo Ek"});
  CHECK(people.find("li", NameMatch::whole) == Names{"Li"});
  CHECK(people.find("ng", NameMatch::whole) == Names{"Ng"});
  CHECK(people.find("l", NameMatch::whole).empty());
  CHECK(finds("Mohammed", "Muhammad", NameMatch::whole));
  CHECK_FALSE(finds("Moham", "Muhammad", NameMatch::whole));
}

TEST_CASE("two letters find a name in Ethiopic script") {
  const Register people{"ተስፋይ ገብረ", "ሰላም ኪዳነ"};
  CHECK(people.find("ተስ") == Names{"ተስፋይ ገብረ"});
  CHECK(people.find("ሰላ") == Names{"ሰላም ኪዳነ"});
  CHECK(people.find("ገብ") == Names{"ተስፋይ ገብረ"});
}

TEST_CASE("the hidden are found only by who may see them, by each of their names") {
  Register people{"Ada Ek"};
  people.add("Ada Berg", true);
  people.index.add(numbered<ParticipantId>(1), "Blomman", true);
  CHECK(people.find("ada") == Names{"Ada Ek"});
  CHECK(people.find("blo").empty());
  CHECK(people.find({"ada", NameMatch::beginning, 9, true}) == Names{"Ada Berg", "Ada Ek"});
  CHECK(people.find({"blo", NameMatch::beginning, 9, true}) == Names{"Ada Berg"});
}

TEST_CASE("whoever has several names is found once, by the best of them") {
  Register people{"Fatma Ek", "Fatima Al"};
  people.index.add(numbered<ParticipantId>(0), "Fatima Ek", false);
  CHECK(people.find({"fatima", NameMatch::beginning, 2, false}) == Names{"Fatima Al", "Fatma Ek"});
}

TEST_CASE("whoever has several names stands where the first of them does") {
  Register people{"Sara Zander", "Sara Mark"};
  people.index.add(numbered<ParticipantId>(0), "Sara Ahlin", false);
  CHECK(people.find("sara") == Names{"Sara Zander", "Sara Mark"});
}

TEST_CASE("what nobody is called any more is no longer kept in any form") {
  Register people{"Fatima Ali-Ahmed", "Fatima Ek", "Ali Ali"};
  CHECK(people.index.size() == 4);
  people.index.remove(numbered<ParticipantId>(0));
  CHECK(people.index.size() == 3);
  CHECK(people.find("fatima") == Names{"Fatima Ek"});
  CHECK(people.find("ahmed").empty());
  people.index.remove(numbered<ParticipantId>(2));
  people.index.remove(numbered<ParticipantId>(2));
  CHECK(people.index.size() == 2);
  people.index.add(numbered<ParticipantId>(2), "Ali Berg", false);
  CHECK(people.find("berg").size() == 1);
  people.index.wipe();
  CHECK(people.index.size() == 0);
  for (const char* typed : {"fatima", "ek", "ali", "محمد"}) CHECK(people.find(typed).empty());
}

TEST_CASE("whatever bytes are a name or are typed, a search ends") {
  Register people{"\xff\xfe", "a\xc3", " - ", std::string(5000, 'a').c_str(),
                  "a a a a a a a a a a a a a a a a a a a a"};
  std::string han;
  for (int i = 0; i < 500; ++i) han += "李";
  people.add(han);
  for (const char* typed : {"\xff", "\xc3", "a a a a a a a b", "a a a a a a a a a a a", "-", "李 李 李"}) {
    CHECK(people.find(typed).size() <= people.names.size());
  }
  CHECK(people.find("a a a a a a a b").empty());
  CHECK(people.find(han) == Names{han});
  people.index.wipe();
  CHECK(people.index.size() == 0);
}
