#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"

namespace hk {
namespace {

constexpr const char* kLanguage = "staff_language";
constexpr const char* kScale = "scale_percent";
constexpr const char* kTextSize = "text_percent";
constexpr const char* kPalette = "palette";
constexpr const char* kCalm = "calm";

constexpr std::array<std::string_view, 3> kPalettes{"light", "dark", "contrast"};

int number_or(const std::string& text, int otherwise) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} ? number : otherwise;
}

int nearest_text_size(int percent) {
  const auto& sizes = tuning::text_percents;
  const auto further = [percent](int one, int other) { return std::abs(one - percent) < std::abs(other - percent); };
  return *std::min_element(sizes.begin(), sizes.end(), further);
}

}  // namespace

/// What is not set, or cannot be read, stays as it is delivered.
void Kiosk::read_settings() {
  if (const auto language = or_notice(store_.setting(kLanguage))) staff_language_ = *language;
  const auto text = [&](const char* key) { return or_notice(store_.setting(key)).value_or(""); };
  appearance_.scale_percent = std::clamp(number_or(text(kScale), appearance_.scale_percent), tuning::scale_percent_min,
                                         tuning::scale_percent_max);
  appearance_.text_percent = nearest_text_size(number_or(text(kTextSize), appearance_.text_percent));
  const auto palette = std::find(kPalettes.begin(), kPalettes.end(), text(kPalette));
  if (palette != kPalettes.end()) appearance_.palette = static_cast<Palette>(palette - kPalettes.begin());
  appearance_.calm = text(kCalm) == "yes";
}

void Kiosk::keep_setting(const char* key, const std::string& value) {
  if (const Result<void> kept = store_.set_setting(key, value); !kept) show_failure(kept.error());
}

void Kiosk::on(const ShowSettings&) { go(AtSettings{}); }

void Kiosk::on(const StepScale& intent) {
  const int step = intent.up ? tuning::scale_percent_step : -tuning::scale_percent_step;
  int& percent = appearance_.scale_percent;
  percent = std::clamp(percent + step, tuning::scale_percent_min, tuning::scale_percent_max);
  keep_setting(kScale, std::to_string(percent));
}

void Kiosk::on(const ChooseTextSize& intent) {
  appearance_.text_percent = nearest_text_size(intent.percent);
  keep_setting(kTextSize, std::to_string(appearance_.text_percent));
}

void Kiosk::on(const ChoosePalette& intent) {
  appearance_.palette = intent.palette;
  keep_setting(kPalette, std::string(kPalettes.at(static_cast<std::size_t>(intent.palette))));
}

void Kiosk::on(const SetCalm& intent) {
  appearance_.calm = intent.calm;
  keep_setting(kCalm, intent.calm ? "yes" : "no");
}

void Kiosk::on(const ChooseLanguage& intent) {
  if (!std::holds_alternative<AtSettings>(state_)) {
    language_ = intent.code;
    if (auto* welcome = std::get_if<AtWelcome>(&state_)) welcome->languages = false;
    return;
  }
  staff_language_ = intent.code;
  keep_setting(kLanguage, staff_language_);
}

void Kiosk::on(const ShowLanguages&) {
  if (auto* welcome = std::get_if<AtWelcome>(&state_)) welcome->languages = true;
}

void Kiosk::end_interaction() {
  language_ = source_language;
  go(AtWelcome{});
}

bool Kiosk::welcomes_somebody() const {
  const auto* welcome = std::get_if<AtWelcome>(&state_);
  return welcome != nullptr && (welcome->languages || language_ != source_language);
}

}  // namespace hk
