#include "kiosk/store/correct_person.h"

#include "kiosk/store/personnummer.h"
#include "kiosk/store/programme_fields.h"

namespace hk {

namespace {

constexpr std::int32_t age_max = 130;

/// A field may be emptied whatever the programme asks for now, but for one it cannot do without.
Result<void> may_write(const char* field, FieldUse use, bool empty) {
  if (use == FieldUse::off && !empty) return fail(ErrorCode::invalid, field, "is switched off in this programme");
  if (use == FieldUse::required && empty) return fail(ErrorCode::invalid, field, "cannot be empty in this programme");
  return {};
}

Result<void> check_identity(const ParticipantDetails::Identity& identity, const PersonEdit& edit,
                            const ProgrammeFile::Fields& fields, LocalDate today) {
  // Whoever has an alias can do without a name.
  if (edit.name) HK_TRY(may_write("name", fields.name, identity.name.empty() && identity.alias.empty()));
  if (edit.phone) HK_TRY(may_write("phone", fields.phone, identity.phone.empty()));
  if (edit.birth_year) HK_TRY(may_write("birth_year", fields.birth_year, !identity.birth_year));
  if (!edit.birth_year || !identity.birth_year) return {};
  const std::int32_t year = static_cast<int>(year_month_day(today).year());
  if (*identity.birth_year > year || *identity.birth_year < year - age_max) {
    return fail(ErrorCode::invalid, "birth_year", "is no year in which somebody alive was born");
  }
  return {};
}

/// Until somebody thinks of a better one. That somebody is protected is nobody's business, so it does not say so.
std::string neutral_alias(ParticipantId person) {
  const std::string id = to_text(person);
  return "Deltagare " + id.substr(id.size() - 4);
}

}  // namespace

Result<ParticipantDetails> corrected(const Person& now, const PersonEdit& edit, const ProgrammeFile::Fields& fields,
                                     LocalDate today) {
  ParticipantDetails details;
  if (edit.name || edit.alias || edit.phone || edit.birth_year) {
    details.identity = {edit.name.value_or(now.name), edit.alias.value_or(now.alias), edit.phone.value_or(now.phone),
                        edit.birth_year.value_or(now.birth_year)};
    HK_TRY(check_identity(*details.identity, edit, fields, today));
  }
  if (edit.gender) HK_TRY(may_write("gender", fields.gender, edit.gender->empty()));
  if (edit.area) HK_TRY(may_write("area", fields.area, edit.area->empty()));
  details.is_protected = edit.is_protected;
  details.category = edit.category;
  details.gender = edit.gender;
  details.area = edit.area;
  details.household = edit.household;
  if (edit.is_protected.value_or(now.is_protected)) {
    if (!now.area.empty() || edit.area) details.area = "";
    if ((edit.is_protected || edit.alias) && edit.alias.value_or(now.alias).empty()) {
      return fail(ErrorCode::invalid, "alias", "is what a protected person is shown by");
    }
  }
  HK_TRY(refuse_personnummer(ParticipantSet{{}, details}));
  return details;
}

Result<void> correct_person(KioskStore& store, ParticipantId person, const PersonEdit& edit, LocalDate today) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "names", "are locked; a passphrase is needed first");
  const Person* now = store.people().find(person);
  if (now == nullptr) return fail(ErrorCode::not_found, to_text(person), "nobody is known by this id");
  HK_ASSIGN(const ProgrammeFile::Fields fields, programme_fields(store.log(), store.programme()));
  std::vector<ChangeBody> bodies;
  const auto add = [&](ParticipantId id, const Person& said, PersonEdit whole) -> Result<void> {
    if (whole.is_protected.value_or(false) && whole.alias.value_or(said.alias).empty()) whole.alias = neutral_alias(id);
    HK_ASSIGN(const ParticipantDetails details, corrected(said, whole, fields, today));
    if (details != ParticipantDetails{}) bodies.emplace_back(ParticipantSet{id, details});
    return {};
  };
  HK_TRY(add(person, *now, edit));
  for (const ParticipantId& id : store.people().all_ids(person)) {
    const Person* said = store.people().said_under(id);
    // What protects somebody holds under every id, also when they are taken apart again.
    const bool differs = said != nullptr && edit.is_protected && *edit.is_protected != said->is_protected;
    PersonEdit protection;
    protection.is_protected = edit.is_protected;
    if (id != person && differs) HK_TRY(add(id, *said, protection));
  }
  if (!bodies.empty()) HK_TRY(store.record(bodies));
  return {};
}

Result<void> end_consent(KioskStore& store, ParticipantId person, ConsentPurpose purpose) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "consents", "are locked; a passphrase is needed first");
  std::vector<ChangeBody> bodies;
  for (const ParticipantId& id : store.people().all_ids(person)) {
    const Person* said = store.people().said_under(id);
    if (said == nullptr) continue;
    const std::optional<Consent>& given = purpose == ConsentPurpose::research ? said->research : said->registration;
    if (given && given->given) {
      bodies.emplace_back(ConsentSet{id, ConsentSet::Details{purpose, given->text_version, false, given->by}});
    }
  }
  if (!bodies.empty()) HK_TRY(store.record(bodies));
  return {};
}

}  // namespace hk
