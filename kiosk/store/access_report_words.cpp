#include "kiosk/store/access_report_words.h"

#include <algorithm>
#include <array>

namespace hk {

namespace {

constexpr AccessReportWords swedish = {
    .language = "sv",
    .title = "Det här finns sparat om dig",
    .about = "{programme}. Utdraget gjordes {day}. Du har rätt att få det (dataskyddsförordningen, artikel 15).",
    .nothing = "Inget.",
    .details = "Dina uppgifter",
    .consents = "Vad du har sagt ja eller nej till",
    .visits = "Dina besök",
    .history = "När dina uppgifter har skrivits",
    .merges = "Registreringar som har slagits ihop",
    .accesses = "Vem som har tagit fram dina uppgifter",
    .use = "Så används uppgifterna",
    .id = "Nummer i registret",
    .name = "Namn",
    .alias = "Alias",
    .phone = "Telefon",
    .birth_year = "Födelseår",
    .category = "Deltagargrupp",
    .gender = "Kön",
    .area = "Bostadsområde",
    .household = "Hushåll",
    .card = "Kort",
    .is_protected = "Skyddade personuppgifter",
    .registration = "Registrering",
    .research = "Forskning",
    .said_yes = "Ja, {day}. Textens version: {version}.",
    .said_no = "Nej, {day}. Textens version: {version}.",
    .by_guardian = "Vårdnadshavare svarade.",
    .self = "själv på skärmen",
    .staff = "av personalen",
    .with_household = "med hushållet",
    .by_card = "med kort",
    .imported = "ur ett tidigare register",
    .withdrawn = "ångrad",
    .corrected = "rättad",
    .not_fetched = "(ännu inte hämtad)",
    .report_made = "Utdrag om dig",
    .erased = "Radering",
    .looked = "Uppgifter öppnade",
    .device = "Enhet: {device}",
    .unnamed_device = "utan namn",
    .merged = "Räknas som samma person",
    .parted = "Räknas inte längre som samma person",
    .notes =
        "Personalen skriver ibland några ord om hur en träff gick. De orden hör till träffen och inte till någon "
        "person, så det går inte att söka fram vad som kan stå där om dig.",
    .rights = "Är något fel? Be personalen rätta det. Du kan också be dem radera dina uppgifter."};

constexpr AccessReportWords english = {
    .language = "en",
    .title = "What is kept about you",
    .about = "{programme}. Made on {day}. You have a right to this report (GDPR, article 15).",
    .nothing = "Nothing.",
    .details = "Your details",
    .consents = "What you have said yes or no to",
    .visits = "Your visits",
    .history = "When your details were written",
    .merges = "Registrations that were joined",
    .accesses = "Who has looked up your details",
    .use = "How the details are used",
    .id = "Number in the register",
    .name = "Name",
    .alias = "Alias",
    .phone = "Phone",
    .birth_year = "Year of birth",
    .category = "Group",
    .gender = "Gender",
    .area = "Area where you live",
    .household = "Household",
    .card = "Card",
    .is_protected = "Protected identity",
    .registration = "Registration",
    .research = "Research",
    .said_yes = "Yes, {day}. Version of the text: {version}.",
    .said_no = "No, {day}. Version of the text: {version}.",
    .by_guardian = "A guardian answered.",
    .self = "by yourself on the screen",
    .staff = "by the staff",
    .with_household = "with the household",
    .by_card = "with a card",
    .imported = "from an earlier register",
    .withdrawn = "taken back",
    .corrected = "corrected",
    .not_fetched = "(not fetched yet)",
    .report_made = "Report about you",
    .erased = "Erasure",
    .looked = "Details opened",
    .device = "Device: {device}",
    .unnamed_device = "without a name",
    .merged = "Count as the same person",
    .parted = "No longer count as the same person",
    .notes =
        "The staff sometimes write a few words on how a session went. Those words belong to the session and to no "
        "person, so nobody can search for what may stand there about you.",
    .rights = "Is something wrong? Ask the staff to correct it. You can also ask them to erase your details."};

constexpr AccessReportWords arabic = {
    .language = "ar",
    .right_to_left = true,
    .title = "ما هو محفوظ عنك",
    .about =
        "{programme}. أُعد هذا التقرير في {day}. لك الحق في الحصول عليه (اللائحة العامة لحماية البيانات، المادة 15).",
    .nothing = "لا شيء.",
    .details = "بياناتك",
    .consents = "ما وافقت عليه أو رفضته",
    .visits = "زياراتك",
    .history = "متى كُتبت بياناتك",
    .merges = "تسجيلات جرى دمجها",
    .accesses = "من اطّلع على بياناتك",
    .use = "كيف تُستخدم البيانات",
    .id = "الرقم في السجل",
    .name = "الاسم",
    .alias = "الاسم المستعار",
    .phone = "الهاتف",
    .birth_year = "سنة الميلاد",
    .category = "الفئة",
    .gender = "الجنس",
    .area = "منطقة السكن",
    .household = "الأسرة",
    .card = "البطاقة",
    .is_protected = "بيانات شخصية محمية",
    .registration = "التسجيل",
    .research = "البحث العلمي",
    .said_yes = "نعم، {day}. نسخة النص: {version}.",
    .said_no = "لا، {day}. نسخة النص: {version}.",
    .by_guardian = "أجاب ولي الأمر.",
    .self = "بنفسك على الشاشة",
    .staff = "من قبل الموظفين",
    .with_household = "مع الأسرة",
    .by_card = "بالبطاقة",
    .imported = "من سجل سابق",
    .withdrawn = "أُلغيت",
    .corrected = "صُحّحت",
    .not_fetched = "(لم تُجلب بعد)",
    .report_made = "تقرير عنك",
    .erased = "محو",
    .looked = "فُتحت البيانات",
    .device = "الجهاز: {device}",
    .unnamed_device = "بلا اسم",
    .merged = "يُعدّان الشخص نفسه",
    .parted = "لم يعودا يُعدّان الشخص نفسه",
    .notes =
        "يكتب الموظفون أحيانًا بضع كلمات عن سير اللقاء. هذه الكلمات تخص اللقاء ولا تخص أي شخص، لذلك لا يمكن "
        "البحث عما قد يكون مكتوبًا فيها عنك.",
    .rights = "هل هناك خطأ؟ اطلب من الموظفين تصحيحه. يمكنك أيضًا أن تطلب منهم محو بياناتك."};

constexpr std::array known = {&swedish, &english, &arabic};

}  // namespace

const AccessReportWords& access_report_words(std::string_view language) {
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const auto* words) { return words->language == language; });
  return found == known.end() ? english : **found;
}

}  // namespace hk
