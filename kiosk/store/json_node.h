#pragma once
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/result.h"

namespace hk {

/// The first thing found wrong; what comes after it is often only its echo.
class Complaint {
 public:
  void add(std::string path, std::string what);
  [[nodiscard]] const std::optional<Error>& first() const { return first_; }

 private:
  std::optional<Error> first_;
};

/// A place in a JSON document that knows its own path. Reading something of another shape complains and gives an
/// empty value, so a reader runs straight through and asks for the complaint once, at its end.
/// Keeps references to the document and the complaint.
class JsonNode {
 public:
  JsonNode(const nlohmann::json& root, Complaint& complaint) : value_(&root), complaint_(&complaint) {}

  /// Complains unless this is an object with no other keys than these.
  void only_keys(std::initializer_list<std::string_view> keys) const;
  [[nodiscard]] bool has(std::string_view key) const;
  /// Complains when the key is missing.
  [[nodiscard]] JsonNode at(std::string_view key) const;
  [[nodiscard]] std::vector<JsonNode> items(std::size_t count_max) const;
  /// Keys in byte order.
  [[nodiscard]] std::vector<std::string> keys() const;

  /// Not empty, at most `bytes_max`, no control characters but line breaks where `lines` allows them.
  [[nodiscard]] std::string text(std::size_t bytes_max, bool lines = false) const;
  [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] bool flag() const;
  void complain(std::string what) const { complaint_->add(path_, std::move(what)); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  JsonNode(const nlohmann::json* value, std::string path, Complaint* complaint)
      : value_(value), path_(std::move(path)), complaint_(complaint) {}

  const nlohmann::json* value_;  ///< null below something that was missing
  std::string path_;
  Complaint* complaint_;
};

/// Parses UTF-8 JSON. Errors: invalid, naming `thing`: not JSON (with line and column), nested deeper than
/// `depth_max`, or the same key twice in one object.
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text, std::string_view thing, int depth_max);

}  // namespace hk
