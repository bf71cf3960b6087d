#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/store/households.h"
#include "kiosk/store/personnummer.h"
#include "kiosk/store/typed_name.h"

namespace hk {

namespace {

using Question = NewHereModel::Question;

ChoiceTile tile(const ProgrammeFile::AgeBand& band, const std::string& language) {
  auto title = band.label.find(language);
  if (title == band.label.end()) title = band.label.find("sv");
  return {band.category, title == band.label.end() ? std::string() : title->second, band.pictogram,
          AgeSpan{band.from, band.to}};
}

/// In the order of the screens. `keeps_name`: as far as it is known, somebody who could be found again is to be kept.
std::vector<Question> questions(const NewcomerQuestions& asked, bool has_areas, bool keeps_name, bool is_child) {
  std::vector<Question> questions;
  if (asked.name != FieldUse::off) questions.push_back(Question::name);
  questions.push_back(asked.age_bands.empty() ? Question::category : Question::age);
  if (asked.area != FieldUse::off && has_areas) questions.push_back(Question::area);
  // A child is not asked where the programme rests on a lawful basis.
  if (!keeps_name || (is_child && asked.child_basis == ChildBasis::lawful_basis)) return questions;
  if (asked.consent) questions.push_back(Question::consent);
  if (asked.research) questions.push_back(Question::research);
  return questions;
}

bool may_skip(const NewcomerQuestions& asked, Question question) {
  switch (question) {
    case Question::name:
      return asked.name != FieldUse::required;
    case Question::area:
      return asked.area != FieldUse::required;
    case Question::age:
    case Question::category:
      return true;
    case Question::consent:
    case Question::research:
      break;
  }
  return false;
}

}  // namespace

void Kiosk::on(const NewHere&) {
  // What was searched for in vain is most likely the name.
  if (const auto* who = std::get_if<AtWho>(&state_)) ask_newcomer(who->session, who->typed.text, std::nullopt);
}

void Kiosk::on(const NextOfFamily&) {
  const AtDone* done = answered_done();
  if (done != nullptr && done->is_new) {
    ask_newcomer(done->session, {}, std::get<std::vector<ParticipantId>>(done->who).front());
  }
}

void Kiosk::ask_newcomer(SessionId session, std::string name, std::optional<ParticipantId> family) {
  // A name is kept sealed or not at all.
  if (!store_.unlocked()) return;
  Result<NewcomerQuestions> asked = newcomer_questions(store_.log(), store_.programme());
  if (!asked) return show_failure(asked.error());
  AtNewHere newcomer;
  newcomer.session = session;
  newcomer.family = family;
  newcomer.has_areas = !or_notice(view_.catalogue(CatalogueType::area)).empty();
  newcomer.questions = questions(*asked, newcomer.has_areas, asked->name != FieldUse::off, false);
  newcomer.asked = std::move(*asked);
  if (newcomer.question() == Question::name) newcomer.name.text = std::move(name);
  go(std::move(newcomer));
}

void Kiosk::on(const NextQuestion&) {
  auto* newcomer = std::get_if<AtNewHere>(&state_);
  if (newcomer == nullptr || newcomer->question() != Question::name) return;
  if (holds_personnummer(newcomer->name.text)) {
    wipe(newcomer->name.text);
    newcomer->refused = true;
    return;
  }
  if (typed_name(newcomer->name.text).empty()) return;
  ask_next(*newcomer);
}

void Kiosk::on(const SkipQuestion&) {
  auto* newcomer = std::get_if<AtNewHere>(&state_);
  if (newcomer == nullptr || !may_skip(newcomer->asked, newcomer->question())) return;
  switch (newcomer->question()) {
    case Question::name:
      wipe(newcomer->name.text);
      break;
    case Question::age:
    case Question::category:
      newcomer->category.clear();
      break;
    case Question::area:
      newcomer->area.clear();
      break;
    case Question::consent:
    case Question::research:
      return;
  }
  ask_next(*newcomer);
}

void Kiosk::on(const ChooseArea& intent) {
  auto* newcomer = std::get_if<AtNewHere>(&state_);
  if (newcomer == nullptr || newcomer->question() != Question::area) return;
  newcomer->area = intent.code;
  ask_next(*newcomer);
}

void Kiosk::choose_category(AtNewHere& newcomer, const std::string& code) {
  if (newcomer.question() != Question::age && newcomer.question() != Question::category) return;
  newcomer.category = code;
  ask_next(newcomer);
}

void Kiosk::on(const AnswerConsent& intent) {
  auto* newcomer = std::get_if<AtNewHere>(&state_);
  if (newcomer == nullptr) return;
  const bool research = newcomer->question() == Question::research;
  if (!research && newcomer->question() != Question::consent) return;
  notice_.reset();
  if (!research && !intent.yes) return count_newcomer(*newcomer);
  const ProgrammeFile::Text& text = research ? *newcomer->asked.research : *newcomer->asked.consent;
  const ConsentPurpose purpose = research ? ConsentPurpose::research : ConsentPurpose::registration;
  newcomer->consents.push_back(
      {purpose, text.version, intent.yes, newcomer->is_child() ? ConsentBy::guardian : ConsentBy::participant});
  ask_next(*newcomer);
}

void Kiosk::count_newcomer(const AtNewHere& newcomer) {
  if (newcomer.category.empty()) return go(AtCount{newcomer.session});
  count_nameless({newcomer.session, newcomer.category});
}

void Kiosk::ask_next(AtNewHere& newcomer) {
  newcomer.refused = false;
  notice_.reset();
  newcomer.questions =
      questions(newcomer.asked, newcomer.has_areas, !typed_name(newcomer.name.text).empty(), newcomer.is_child());
  if (newcomer.at + 1 < newcomer.questions.size()) {
    ++newcomer.at;
  } else {
    add_newcomer(newcomer);
  }
}

/// False where the first question is shown already.
bool Kiosk::ask_previous(AtNewHere& newcomer) {
  newcomer.refused = false;
  if (newcomer.at == 0) return false;
  --newcomer.at;
  // Whoever changes what they said is asked again what it may be kept for.
  newcomer.consents.clear();
  return true;
}

void Kiosk::add_newcomer(const AtNewHere& newcomer) {
  const SessionId session = newcomer.session;
  Newcomer said{typed_name(newcomer.name.text), newcomer.category, newcomer.area, newcomer.consents, newcomer.family};
  const auto added = add_participant(session, said, CheckInWay::self);
  if (!added) return;
  const Person* person = store_.people().find(*added);
  AtDone done{session, std::vector{*added}, person == nullptr ? std::string() : person->first_name()};
  done.is_new = true;
  done.searches = std::exchange(searches_, 0);
  done.consents = std::move(said.consents);
  go(std::move(done));
}

std::optional<ParticipantId> Kiosk::add_participant(SessionId session, const Newcomer& newcomer, CheckInWay way) {
  ParticipantDetails details;
  if (!newcomer.name.empty()) details.identity = {newcomer.name, {}, {}, std::nullopt};
  if (!newcomer.category.empty()) details.category = newcomer.category;
  if (!newcomer.area.empty()) details.area = newcomer.area;
  std::vector<ChangeBody> bodies;
  if (const Person* relative = newcomer.family ? store_.people().find(*newcomer.family) : nullptr) {
    details.household = relative->household.empty() ? new_household(store_.random()) : relative->household;
    ParticipantDetails settled;
    settled.household = details.household;
    if (relative->household.empty()) bodies.emplace_back(ParticipantSet{*newcomer.family, std::move(settled)});
  }
  const ParticipantId id = make_id<ParticipantId>(store_.clock(), store_.random());
  const std::string category = newcomer.category.empty() ? "unknown" : newcomer.category;
  bodies.emplace_back(ParticipantSet{id, std::move(details)});
  for (const ConsentSet::Details& consent : newcomer.consents) bodies.emplace_back(ConsentSet{id, consent});
  bodies.emplace_back(CheckInRecorded{session, id, category, {}, newcomer.area, way});
  if (!record(bodies)) return std::nullopt;
  return id;
}

bool Kiosk::take_back_newcomer(const AtDone& done, ParticipantId participant) {
  ParticipantDetails nobody;
  nobody.identity.emplace();
  nobody.household = "";
  std::vector<ChangeBody> bodies{CheckInWithdrawn{or_notice(view_.valid_check_ins(done.session, participant))},
                                 ParticipantSet{participant, std::move(nobody)}};
  for (ConsentSet::Details consent : done.consents) {
    consent.given = false;
    bodies.emplace_back(ConsentSet{participant, consent});
  }
  return record(bodies);
}

NewHereModel Kiosk::model(const AtNewHere& newcomer) {
  NewHereModel model;
  model.question = newcomer.question();
  model.number = static_cast<int>(newcomer.at) + 1;
  model.count = static_cast<int>(newcomer.questions.size());
  model.badge = summary(newcomer.session).badge;
  model.can_skip = may_skip(newcomer.asked, model.question);
  model.seconds_left = seconds_left();
  model.of_child = newcomer.is_child();
  model.has_privacy = newcomer.asked.has_notice;
  switch (model.question) {
    case Question::name:
      model.typed = newcomer.name;
      model.can_go_on = !typed_name(newcomer.name.text).empty();
      model.refused = newcomer.refused;
      break;
    case Question::age: {
      const std::vector<ChoiceTile> offered = category_tiles();
      for (const auto& band : newcomer.asked.age_bands) {
        const bool is_offered = std::any_of(offered.begin(), offered.end(),
                                            [&](const ChoiceTile& category) { return category.code == band.category; });
        if (is_offered) model.tiles.push_back(tile(band, language_));
      }
      break;
    }
    case Question::category:
      model.tiles = category_tiles();
      break;
    case Question::area:
      for (const CatalogueEntry& area : or_notice(view_.catalogue(CatalogueType::area))) {
        model.tiles.push_back({area.code, area.label, "place"});
      }
      break;
    case Question::consent:
      model.words = newcomer.asked.consent->words;
      break;
    case Question::research:
      model.words = newcomer.asked.research->words;
      break;
  }
  return model;
}

}  // namespace hk
