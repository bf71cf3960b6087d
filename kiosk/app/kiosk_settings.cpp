#include <algorithm>
#include <charconv>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"

namespace hk {
namespace {

constexpr const char* kLanguage = "staff_language";
constexpr const char* kScale = "scale_percent";

}  // namespace

/// What is not set, or cannot be read, stays as it is delivered.
void Kiosk::read_settings() {
  if (const auto language = or_notice(store_.setting(kLanguage))) staff_language_ = *language;
  const std::string scale = or_notice(store_.setting(kScale)).value_or("");
  int percent = 0;
  const auto read = std::from_chars(scale.data(), scale.data() + scale.size(), percent);
  if (read.ec == std::errc{})
    scale_percent_ = std::clamp(percent, tuning::scale_percent_min, tuning::scale_percent_max);
}

void Kiosk::keep_setting(const char* key, const std::string& value) {
  if (const Result<void> kept = store_.set_setting(key, value); !kept) show_failure(kept.error());
}

void Kiosk::on(const ShowSettings&) { go(AtSettings{}); }

void Kiosk::on(const StepScale& intent) {
  const int step = intent.up ? tuning::scale_percent_step : -tuning::scale_percent_step;
  scale_percent_ = std::clamp(scale_percent_ + step, tuning::scale_percent_min, tuning::scale_percent_max);
  keep_setting(kScale, std::to_string(scale_percent_));
}

void Kiosk::on(const ChooseLanguage& intent) {
  if (!std::holds_alternative<AtSettings>(state_)) {
    language_ = intent.code;
    return;
  }
  staff_language_ = intent.code;
  keep_setting(kLanguage, staff_language_);
}

void Kiosk::end_interaction() {
  language_ = source_language;
  go(AtWelcome{});
}

bool Kiosk::speaks_another_language() const {
  return std::holds_alternative<AtWelcome>(state_) && language_ != source_language;
}

}  // namespace hk
