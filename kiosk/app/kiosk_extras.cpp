#include <algorithm>

#include "kiosk/app/kiosk.h"

namespace hk {

void Kiosk::on(const ToggleLanguageTraining&) {
  const auto* roster = std::get_if<AtRoster>(&state_);
  if (roster == nullptr) return;
  const auto session = or_notice(view_.session(roster->session));
  if (!session) return;
  SessionSet set;
  set.session = session->id;
  set.extras = {session->goal_area, !session->language_training, session->origin};
  notice_.reset();
  record(std::vector<ChangeBody>{std::move(set)});
}

void Kiosk::on(const ShowPartners&) {
  if (const auto* roster = std::get_if<AtRoster>(&state_)) go(AtPartners{roster->session});
}

void Kiosk::on(const TogglePartner& intent) {
  const auto* shown = std::get_if<AtPartners>(&state_);
  if (shown == nullptr) return;
  const auto session = or_notice(view_.session(shown->session));
  if (!session) return;
  SessionSet set;
  set.session = session->id;
  set.who = {session->leaders, session->partners};
  if (std::erase(set.who->partners, intent.code) == 0) set.who->partners.push_back(intent.code);
  notice_.reset();
  record(std::vector<ChangeBody>{std::move(set)});
}

void Kiosk::add_extras(RosterModel& model) {
  const auto session = or_notice(view_.session(model.session.session));
  if (!session) return;
  model.language_training = session->language_training;
  for (const CatalogueEntry& partner : or_notice(view_.catalogue(CatalogueType::partner))) {
    model.has_partners = true;
    const bool present = std::count(session->partners.begin(), session->partners.end(), partner.code) > 0;
    if (present) model.partners.push_back(partner.label);
  }
}

PartnersModel Kiosk::model(const AtPartners& shown) {
  PartnersModel model;
  model.session = summary(shown.session);
  const auto session = or_notice(view_.session(shown.session));
  if (!session) return model;
  for (const CatalogueEntry& partner : or_notice(view_.catalogue(CatalogueType::partner))) {
    const bool present = std::count(session->partners.begin(), session->partners.end(), partner.code) > 0;
    model.partners.push_back({partner.code, partner.label, present});
  }
  return model;
}

}  // namespace hk
