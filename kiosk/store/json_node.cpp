#include "kiosk/store/json_node.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "sync/domain/plain_text.h"

namespace hk {
namespace {

/// Left by the parser's callback; never passes parse_json.
struct Refusal {
  std::string what;
};

std::string position(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? before.size() : before.size() - start - 1;
  return fmt::format("line {}, column {}", lines + 1, std::max<std::size_t>(column, 1));
}

/// The parser itself takes any depth, and lets the last of two equal keys win without a word.
class Guard {
 public:
  explicit Guard(int depth_max) : depth_max_(depth_max) {}
  bool operator()(int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    using Event = nlohmann::json::parse_event_t;
    if (depth > depth_max_) throw Refusal{fmt::format("nested deeper than {} levels", depth_max_)};
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event == Event::key && !keys_.back().insert(parsed.get_ref<const std::string&>()).second) {
      throw Refusal{
          fmt::format("the key '{}' stands twice in one object", shown(parsed.get_ref<const std::string&>()))};
    }
    return true;
  }

 private:
  int depth_max_;
  std::vector<std::set<std::string>> keys_;
};

}  // namespace

void Complaint::add(std::string path, std::string what) {
  if (!first_) first_ = Error{ErrorCode::invalid, std::move(path), std::move(what)};
}

Result<nlohmann::json> parse_json(std::string_view text, std::string_view thing, int depth_max) {
  try {
    Guard guard(depth_max);
    return nlohmann::json::parse(text, std::ref(guard));
  } catch (const Refusal& refusal) {
    return fail(ErrorCode::invalid, std::string(thing), refusal.what);
  } catch (const nlohmann::json::parse_error& error) {
    return fail(ErrorCode::invalid, std::string(thing), position(text, error.byte) + ": not JSON in UTF-8");
  } catch (const nlohmann::json::exception&) {
    return fail(ErrorCode::invalid, std::string(thing), "a number is too large");
  }
}

void JsonNode::only_keys(std::initializer_list<std::string_view> keys) const {
  if (!value_) return;
  if (!value_->is_object()) return complain("must be an object { }");
  for (const auto& [key, value] : value_->items()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    complaint_->add(path_.empty() ? shown(key) : path_ + "." + shown(key), "unknown key");
  }
}

bool JsonNode::has(std::string_view key) const { return value_ && value_->is_object() && value_->contains(key); }

JsonNode JsonNode::at(std::string_view key) const {
  std::string path = path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  if (has(key)) return {&value_->at(std::string(key)), std::move(path), complaint_};
  complaint_->add(path, "is missing");
  return {nullptr, std::move(path), complaint_};
}

std::vector<JsonNode> JsonNode::items(std::size_t count_max) const {
  std::vector<JsonNode> nodes;
  if (!value_) return nodes;
  if (!value_->is_array()) {
    complain("must be a list [ ]");
  } else if (value_->size() > count_max) {
    complain(fmt::format("has more than {} entries", count_max));
  } else {
    for (const auto& item : *value_) {
      nodes.push_back({&item, fmt::format("{}[{}]", path_, nodes.size()), complaint_});
    }
  }
  return nodes;
}

std::vector<std::string> JsonNode::keys() const {
  std::vector<std::string> keys;
  if (!value_) return keys;
  if (!value_->is_object()) complain("must be an object { }");
  if (value_->is_object()) {
    for (const auto& [key, value] : value_->items()) keys.push_back(key);
  }
  return keys;
}

std::string JsonNode::text(std::size_t bytes_max, bool lines) const {
  if (!value_) return {};
  if (!value_->is_string()) return complain("must be a text"), std::string();
  const auto& text = value_->get_ref<const std::string&>();
  if (text.empty()) complain("is empty");
  if (text.size() > bytes_max) complain(fmt::format("is longer than {} bytes", bytes_max));
  const bool control = std::any_of(text.begin(), text.end(),
                                   [&](char c) { return (c >= 0 && c < ' ' && !(lines && c == '\n')) || c == '\x7f'; });
  if (control) complain("holds control characters");
  return text;
}

std::int64_t JsonNode::number(std::int64_t least, std::int64_t most) const {
  if (!value_) return least;
  // A number past 2^63 is unsigned in the parser, and would come out negative.
  const bool whole = value_->is_number_integer() &&
                     (!value_->is_number_unsigned() || value_->get<std::uint64_t>() <= std::uint64_t(INT64_MAX));
  const std::int64_t number = whole ? value_->get<std::int64_t>() : least;
  if (!whole || number < least || number > most) complain(fmt::format("must be a whole number {}-{}", least, most));
  return number;
}

bool JsonNode::flag() const {
  if (!value_) return false;
  if (!value_->is_boolean()) complain("must be true or false");
  return value_->is_boolean() && value_->get<bool>();
}

}  // namespace hk
