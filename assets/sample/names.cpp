#include "assets/sample/names.h"

#include <array>
#include <string_view>

namespace hk::sample {
namespace {

/// First names and surnames of one language; `weight` is how often it is drawn.
struct Pool {
  unsigned weight;
  std::array<std::string_view, 12> first, last;
};

constexpr std::array<Pool, 15> pools = {{
    {14,
     {"Åsa", "Östen", "Linnéa", "Björn", "Märta", "Göran", "Elsa", "Nils", "Ebba", "Håkan", "Saga", "Pär"},
     {"Åkesson", "Öberg", "Lindgren", "Sjöström", "Nyström", "Ekdahl", "Björk", "Hägg", "Wallin", "Löf", "Dahl",
      "Ask"}},
    {20,
     {"Fatima", "Mohammed", "Aisha", "Ahmed", "Zahra", "Yousef", "Maryam", "Omar", "Layla", "Khaled", "Noor", "Samir"},
     {"Al-Hassan", "Haddad", "Khalil", "Al-Masri", "Nasser", "Saleh", "Abboud", "Mansour", "Jaber", "Darwish", "Aziz",
      "Hamdan"}},
    {3,
     {"فاطمة", "محمد", "عائشة", "أحمد", "زهراء", "يوسف", "مريم", "عمر", "ليلى", "خالد", "نور", "سمير"},
     {"الحسن", "حداد", "خليل", "المصري", "ناصر", "صالح", "عبود", "منصور", "جابر", "درويش", "عزيز", "حمدان"}},
    {10,
     {"Hodan", "Abdi", "Ifrah", "Warsame", "Idil", "Liban", "Sagal", "Guled", "Ayaan", "Bashir", "Hibo", "Cabdi"},
     {"Warsame", "Farah", "Jama", "Ismail", "Nuur", "Egal", "Diriye", "Gedi", "Hersi", "Abshir", "Roble", "Samatar"}},
    {9,
     {"Parisa", "Dariush", "Shirin", "Navid", "Laleh", "Babak", "Mahsa", "Farhad", "Nasrin", "Omid", "Zohreh",
      "Kamran"},
     {"Ahmadi", "Rezai", "Hosseini", "Karimi", "Moradi", "Sadeghi", "Noori", "Rahimi", "Jafari", "Azizi", "Tehrani",
      "Kazemi"}},
    {2,
     {"پریسا", "داریوش", "شیرین", "نوید", "لاله", "بابک", "مهسا", "فرهاد", "نسرین", "امید", "زهره", "کامران"},
     {"احمدی", "رضایی", "حسینی", "کریمی", "مرادی", "صادقی", "نوری", "رحیمی", "جعفری", "عزیزی", "تهرانی", "کاظمی"}},
    {9,
     {"Amra", "Senad", "Lejla", "Emir", "Jasmina", "Damir", "Selma", "Goran", "Ajla", "Željko", "Merima", "Dušan"},
     {"Hodžić", "Begić", "Kovačević", "Marković", "Delić", "Petrović", "Čengić", "Jurić", "Ibrahimović", "Babić",
      "Mušić", "Šarić"}},
    {8,
     {"Arta", "Besnik", "Drita", "Fatmir", "Ardita", "Agim", "Shpresa", "Luan", "Valdete", "Ilir", "Teuta", "Blerim"},
     {"Krasniqi", "Gashi", "Hoxha", "Berisha", "Shala", "Morina", "Rexhepi", "Çela", "Bytyqi", "Kelmendi", "Dervishi",
      "Prifti"}},
    {6,
     {"Agnieszka", "Paweł", "Małgorzata", "Łukasz", "Żaneta", "Michał", "Ewa", "Wojciech", "Kinga", "Tomasz", "Zofia",
      "Jan"},
     {"Kowalska", "Wójcik", "Zieliński", "Dąbrowska", "Szymański", "Woźniak", "Kozłowski", "Jankowska", "Mazur",
      "Krawczyk", "Piotrowska", "Grabowski"}},
    {6,
     {"Ayşe", "Mehmet", "Elif", "Mustafa", "Gülsüm", "İbrahim", "Şeyma", "Hüseyin", "Çiğdem", "Özgür", "Zeynep",
      "Işık"},
     {"Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Öztürk", "Aydın", "Arslan", "Doğan", "Kılıç", "Aslan", "Koç"}},
    {3,
     {"Олена", "Андрій", "Наталія", "Юрій", "Ірина", "Тарас", "Оксана", "Богдан", "Світлана", "Микола", "Ганна",
      "Петро"},
     {"Шевченко", "Коваль", "Бондаренко", "Ткаченко", "Кравчук", "Мельник", "Гнатюк", "Поліщук", "Савчук", "Лисенко",
      "Марченко", "Руденко"}},
    {3,
     {"Olena", "Andrij", "Natalija", "Jurij", "Iryna", "Taras", "Oksana", "Bohdan", "Svitlana", "Mykola", "Hanna",
      "Petro"},
     {"Sjevtjenko", "Koval", "Bondarenko", "Tkatjenko", "Kravtjuk", "Melnyk", "Hnatjuk", "Polisjtjuk", "Savtjuk",
      "Lysenko", "Martjenko", "Rudenko"}},
    {3,
     {"Selam", "Tesfay", "Abeba", "Yonas", "Senait", "Mehari", "Rahwa", "Filmon", "Luwam", "Kidane", "Feven", "Samuel"},
     {"Haile", "Ghebremedhin", "Tekle", "Woldu", "Berhane", "Asfaha", "Kidane", "Mebrahtu", "Tsegay", "Zerai", "Araya",
      "Goitom"}},
    {1,
     {"ሰላም", "ተስፋይ", "ኣበባ", "ዮናስ", "ሰናይት", "መሓሪ", "ራህዋ", "ፊልሞን", "ልዋም", "ኪዳነ", "ፌቨን", "ሳሙኤል"},
     {"ሃይለ", "ገብረመድህን", "ተኽለ", "ወልዱ", "በርሀ", "ኣስፋሃ", "ኪዳነ", "መብራህቱ", "ጸጋይ", "ዘርአይ", "ኣርኣያ", "ጎይትኦም"}},
    {3,
     {"Gulalai", "Spin", "Zarmina", "Ajmal", "Palwasha", "Wali", "Lmar", "Torpekai", "Janan", "Storay", "Baryalai",
      "Malala"},
     {"Stanekzai", "Wardak", "Popal", "Noorzai", "Achakzai", "Safi", "Mohmand", "Shinwari", "Zadran", "Momand", "Kakar",
      "Tarin"}},
}};

}  // namespace

std::string invented_name(std::mt19937_64& chance) {
  unsigned total = 0;
  for (const Pool& pool : pools) total += pool.weight;
  auto draw = static_cast<unsigned>(chance() % total);
  const Pool* pool = pools.data();
  while (draw >= pool->weight) draw -= (pool++)->weight;
  std::string name(pool->first[chance() % pool->first.size()]);
  return name.append(" ").append(pool->last[chance() % pool->last.size()]);
}

}  // namespace hk::sample
