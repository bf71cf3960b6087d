#include "kiosk/store/access_report.h"
#include "kiosk/store/access_report_words.h"
#include "kiosk/store/pdf_page.h"

namespace hk {

namespace {

using Kind = PdfBlock::Kind;

std::string replaced(std::string_view words, std::string_view what, std::string_view with) {
  std::string text(words);
  if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
  return text;
}

/// One language's part of the report.
class Part {
 public:
  Part(const AccessReport& report, const AccessReportWords& words, const LocalTime& local_time)
      : report_(report), words_(words), local_time_(local_time) {}

  [[nodiscard]] std::vector<PdfBlock> blocks() {
    add(Kind::title, words_.title);
    add(Kind::text, replaced(replaced(words_.about, "{programme}", report_.programme), "{day}", day(report_.made_ms)));
    heading(words_.details);
    for (const auto& details : report_.details) add_details(details);
    heading(words_.consents);
    for (const auto& details : report_.details) {
      add_consent(words_.registration, details.person.registration);
      add_consent(words_.research, details.person.research);
    }
    heading(words_.visits);
    for (const auto& visit : report_.visits) row(visit_time(visit), visit_text(visit));
    heading(words_.history);
    for (const AuditEntry& entry : report_.history) row(moment(entry.wall_ms), history_text(entry));
    if (!report_.merges.empty()) heading(words_.merges);
    for (const auto& merge : report_.merges) {
      row(moment(merge.wall_ms),
          std::string(merge.on ? words_.merged : words_.parted) + "\n" + to_text(merge.a) + "\n" + to_text(merge.b));
    }
    heading(words_.accesses);
    for (const AuditEntry& entry : report_.accesses) row(moment(entry.wall_ms), access_text(entry));
    close_list();
    if (const std::string notice = in_language(report_.notice); !notice.empty()) {
      add(Kind::heading, words_.use);
      add(Kind::text, notice);
    }
    add(Kind::text, words_.notes);
    add(Kind::text, words_.rights);
    return std::move(blocks_);
  }

 private:
  void add(Kind kind, std::string_view text) { blocks_.push_back({kind, std::string(text), {}, words_.right_to_left}); }
  void row(std::string_view label, std::string text) {
    blocks_.push_back({Kind::row, std::move(text), std::string(label), words_.right_to_left});
  }
  /// A list without a row says so.
  void close_list() {
    if (blocks_.back().kind == Kind::heading) add(Kind::text, words_.nothing);
  }
  void heading(std::string_view text) {
    close_list();
    add(Kind::heading, text);
  }
  void held(std::string_view label, const std::string& text) {
    if (!text.empty()) row(label, text);
  }

  void add_details(const AccessReport::Details& details) {
    const Person& person = details.person;
    row(words_.id, to_text(details.id));
    held(words_.name, person.name);
    held(words_.alias, person.alias);
    held(words_.phone, person.phone.empty() ? std::string() : as_it_stands(person.phone));
    held(words_.birth_year, person.birth_year ? std::to_string(*person.birth_year) : "");
    held(words_.category, label(CatalogueType::category, person.category));
    held(words_.gender, person.gender);
    held(words_.area, label(CatalogueType::area, person.area));
    held(words_.household, person.household);
    held(words_.card, person.card);
    if (person.is_protected) row(words_.is_protected, "✓");
  }
  void add_consent(std::string_view purpose, const std::optional<Consent>& consent) {
    if (!consent) return;
    std::string text = replaced(consent->given ? words_.said_yes : words_.said_no, "{day}", day(consent->when_ms));
    text = replaced(text, "{version}", std::to_string(consent->text_version));
    if (consent->by == ConsentBy::guardian) text += " " + std::string(words_.by_guardian);
    row(purpose, text);
  }

  [[nodiscard]] std::string_view way(CheckInWay way) const {
    switch (way) {
      case CheckInWay::self:
        return words_.self;
      case CheckInWay::staff:
        return words_.staff;
      case CheckInWay::household:
        return words_.with_household;
      case CheckInWay::card:
        return words_.by_card;
      case CheckInWay::import:
        return words_.imported;
    }
    return {};
  }
  [[nodiscard]] std::string visit_time(const AccessReport::Visit& visit) const {
    // What an import read knows no time of arrival.
    if (visit.way == CheckInWay::import) return visit.date ? as_it_stands(to_text(*visit.date)) : std::string();
    return moment(visit.recorded_ms);
  }
  [[nodiscard]] std::string visit_text(const AccessReport::Visit& visit) const {
    std::string text;
    const auto add = [&text](std::string_view words) {
      if (!words.empty()) text += (text.empty() ? "" : " · ") + std::string(words);
    };
    add(visit.date ? label(CatalogueType::activity, visit.activity) : words_.not_fetched);
    add(label(CatalogueType::workshop, visit.workshop));
    add(label(CatalogueType::site, visit.site));
    add(label(CatalogueType::category, visit.category));
    add(visit.gender);
    add(label(CatalogueType::area, visit.area));
    add(way(visit.way));
    if (visit.corrected) add(words_.corrected);
    if (visit.withdrawn) add(words_.withdrawn);
    return text + "\n" + device(visit.device_label);
  }
  [[nodiscard]] std::string history_text(const AuditEntry& entry) const {
    std::string text;
    for (const std::string& group : entry.groups) text += (text.empty() ? "" : ", ") + group_words(group);
    return text + (text.empty() ? "" : "\n") + device(entry.device_label);
  }
  [[nodiscard]] std::string group_words(const std::string& group) const {
    const std::pair<std::string_view, std::string_view> groups[] = {
        {"identity", words_.name},     {"protected", words_.is_protected},
        {"category", words_.category}, {"gender", words_.gender},
        {"area", words_.area},         {"household", words_.household},
        {"card", words_.card},         {"registration", words_.registration},
        {"research", words_.research}};
    for (const auto& [code, words] : groups) {
      if (code == group) return std::string(words);
    }
    return group;
  }
  [[nodiscard]] std::string access_text(const AuditEntry& entry) const {
    const std::string_view what = entry.event == "access_report" ? words_.report_made
                                  : entry.event == "erasure"     ? words_.erased
                                                                 : words_.looked;
    return std::string(what) + "\n" + device(entry.device_label);
  }
  [[nodiscard]] std::string device(const std::string& label) const {
    return replaced(words_.device, "{device}", label.empty() ? words_.unnamed_device : label);
  }

  /// Figures that a line from right to left would turn round.
  [[nodiscard]] static std::string as_it_stands(const std::string& figures) { return "\u2066" + figures + "\u2069"; }
  [[nodiscard]] std::string day(std::int64_t utc_ms) const {
    return as_it_stands(to_text(LocalDate{local_time_.at(utc_ms).days}));
  }
  [[nodiscard]] std::string moment(std::int64_t utc_ms) const {
    const LocalMoment at = local_time_.at(utc_ms);
    return as_it_stands(to_text(LocalDate{at.days}) + " " + minute_text(at.minute_of_day));
  }
  [[nodiscard]] std::string in_language(const Label& words) const {
    for (const std::string& language : {std::string(words_.language), std::string("sv")}) {
      if (const auto found = words.find(language); found != words.end()) return found->second;
    }
    return {};
  }
  [[nodiscard]] std::string label(CatalogueType type, const std::string& code) const {
    const auto found = report_.labels.find({type, code});
    const std::string words = found == report_.labels.end() ? std::string() : in_language(found->second);
    return words.empty() ? code : words;
  }

  const AccessReport& report_;
  const AccessReportWords& words_;
  const LocalTime& local_time_;
  std::vector<PdfBlock> blocks_;
};

}  // namespace

Result<Bytes> access_report_pdf(const AccessReport& report, const std::string& language, const LocalTime& local_time) {
  const AccessReportWords& swedish = access_report_words("sv");
  const AccessReportWords& theirs = access_report_words(language);
  const LocalMoment made = local_time.at(report.made_ms);
  PdfDocument document{std::string(swedish.title), "sv", Part(report, swedish, local_time).blocks(),
                       to_text(LocalDate{made.days}) + "T" + minute_text(made.minute_of_day) + ":00"};
  if (&theirs != &swedish) {
    for (PdfBlock& block : Part(report, theirs, local_time).blocks()) document.blocks.push_back(std::move(block));
  }
  return render_pdf(document);
}

}  // namespace hk
