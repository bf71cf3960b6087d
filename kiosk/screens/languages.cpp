#include "kiosk/screens/languages.h"

#include <algorithm>
#include <array>
#include <boost/locale/generator.hpp>
#include <string>

namespace hk {
namespace {

constexpr const char* kDomain = "halsokiosk";
constexpr const char* kSource = "sv";
// Times and dates are in Western digits and by the Gregorian calendar, as on every notice in the building.
constexpr const char* kConventions = ".UTF-8@numbers=latn;calendar=gregorian";

/// As they stand on Welcome: those most asked for first, and the name that is three names where it has room for them.
constexpr std::array<std::string_view, 11> kOrder{"sv", "ar", "en", "fa", "so", "sq", "pl", "tr", "uk", "ti", "bs"};

auto place_of(std::string_view code) { return std::find(kOrder.begin(), kOrder.end(), code) - kOrder.begin(); }

std::vector<std::string> codes_in(const std::filesystem::path& folder, std::error_code& error) {
  std::vector<std::string> codes;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto catalogue = entry.path() / "LC_MESSAGES" / (std::string(kDomain) + ".mo");
    std::error_code none;
    if (std::filesystem::is_regular_file(catalogue, none)) codes.push_back(entry.path().filename().string());
  }
  std::sort(codes.begin(), codes.end(), [](const std::string& a, const std::string& b) {
    return std::pair(place_of(a), a) < std::pair(place_of(b), b);
  });
  return codes;
}

}  // namespace

Result<Languages> Languages::open(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::string> codes = codes_in(folder, error);
  if (error) return fail(ErrorCode::not_found, folder.string(), "the translations: " + error.message());
  codes.insert(codes.begin(), kSource);
  boost::locale::generator generator;
  generator.add_messages_path(folder.string());
  generator.add_messages_domain(std::string(kDomain) + "/UTF-8");  // the keys' encoding
  std::vector<Words> all;
  for (const std::string& code : codes) all.emplace_back(code, generator(code + kConventions));
  return Languages(std::move(all));
}

const Words& Languages::words(std::string_view code) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Words& words) { return words.code() == code; });
  return found == all_.end() ? all_.front() : *found;
}

}  // namespace hk
