#pragma once
#include <filesystem>
#include <string_view>
#include <vector>

#include "kiosk/screens/words.h"
#include "sync/domain/result.h"

namespace hk {

/// The languages the kiosk speaks: Swedish first, then those of the catalogues found, as they are offered.
class Languages {
 public:
  /// `folder` has CODE/LC_MESSAGES/halsokiosk.mo for each language but Swedish. Errors: not_found, naming the folder.
  [[nodiscard]] static Result<Languages> open(const std::filesystem::path& folder);

  [[nodiscard]] const std::vector<Words>& all() const { return all_; }
  /// Swedish when there is no such language.
  [[nodiscard]] const Words& words(std::string_view code) const;

 private:
  explicit Languages(std::vector<Words> all) : all_(std::move(all)) {}
  std::vector<Words> all_;
};

}  // namespace hk
