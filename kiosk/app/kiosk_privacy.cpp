#include "kiosk/app/kiosk.h"
#include "kiosk/store/programme_texts.h"

namespace hk {

void Kiosk::on(const ShowPrivacy&) {
  if (std::holds_alternative<AtWelcome>(state_)) go(AtPrivacy{});
  auto* newcomer = std::get_if<AtNewHere>(&state_);
  const bool asks = newcomer != nullptr && (newcomer->question() == NewHereModel::Question::consent ||
                                            newcomer->question() == NewHereModel::Question::research);
  if (asks) newcomer->reads_notice = true;
}

PrivacyModel Kiosk::model(const AtPrivacy&) {
  const auto texts = or_notice(programme_texts(store_.log(), store_.programme()));
  const auto notice = texts.find(notice_text);
  return {notice == texts.end() ? Label{} : notice->second.words, seconds_left()};
}

}  // namespace hk
