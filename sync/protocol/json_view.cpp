#include "sync/protocol/json_view.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sync.pb.h"
#include "sync/protocol/message_parts.h"

namespace hk {
namespace {

namespace wire = halsokiosk::v1;
using Json = nlohmann::ordered_json;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::size_t id_bytes = 16;

std::string bytes_text(const std::string& bytes) {
  const auto id = bytes.size() == id_bytes ? ChangeId::from_bytes(bytes, "id") : fail(ErrorCode::invalid, "id", "");
  return id ? to_text(*id) : to_hex(bytes);
}

std::string mark_text(std::uint64_t mark) { return fmt::format("{:016x}", mark); }

Json json_of(const Message& message);

/// One value of a field; `index` is that of a repeated field, or -1.
Json value_of(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& in = *message.GetReflection();
  const auto pick = [&](auto single, auto repeated) {
    return index < 0 ? (in.*single)(message, &field) : (in.*repeated)(message, &field, index);
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return json_of(index < 0 ? in.GetMessage(message, &field) : in.GetRepeatedMessage(message, &field, index));
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text = pick(&Reflection::GetString, &Reflection::GetRepeatedString);
      return field.type() == FieldDescriptor::TYPE_BYTES ? bytes_text(text) : text;
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      const std::uint64_t value = pick(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64);
      if (field.type() == FieldDescriptor::TYPE_FIXED64) return mark_text(value);
      return value;
    }
    case FieldDescriptor::CPPTYPE_INT64:
      return pick(&Reflection::GetInt64, &Reflection::GetRepeatedInt64);
    case FieldDescriptor::CPPTYPE_INT32:
      return pick(&Reflection::GetInt32, &Reflection::GetRepeatedInt32);
    case FieldDescriptor::CPPTYPE_UINT32:
      return pick(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32);
    case FieldDescriptor::CPPTYPE_BOOL:
      return pick(&Reflection::GetBool, &Reflection::GetRepeatedBool);
    case FieldDescriptor::CPPTYPE_ENUM:
      return pick(&Reflection::GetEnum, &Reflection::GetRepeatedEnum)->name();
    default:
      return nullptr;  // the schema has no floating point
  }
}

Json map_of(const Message& message, const FieldDescriptor& field) {
  const Reflection& in = *message.GetReflection();
  Json map = Json::object();
  for (int i = 0; i < in.FieldSize(message, &field); ++i) {
    const Message& entry = in.GetRepeatedMessage(message, &field, i);
    const FieldDescriptor& key = *field.message_type()->map_key();
    map[entry.GetReflection()->GetString(entry, &key)] = value_of(entry, *field.message_type()->map_value(), -1);
  }
  return map;
}

Json list_of(const Message& message, const FieldDescriptor& field) {
  Json list = Json::array();
  for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
    list.push_back(value_of(message, field, i));
  }
  return list;
}

/// The fields that are set, by their names in sync.proto.
Json json_of(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  Json json = Json::object();
  for (const FieldDescriptor* field : fields) {
    Json& value = json[field->name()];
    if (field->is_map()) {
      value = map_of(message, *field);
    } else if (field->is_repeated()) {
      value = list_of(message, *field);
    } else {
      value = value_of(message, *field, -1);
    }
  }
  return json;
}

Json json_of(const Envelope& envelope) {
  Json json{{"position", envelope.position},
            {"device", to_text(envelope.device)},
            {"epoch", mark_text(envelope.epoch)},
            {"seq", envelope.seq},
            {"received_at_ms", envelope.received_at_ms}};
  if (envelope.hlc_accepted) json["hlc_accepted"] = mark_text(envelope.hlc_accepted->packed);
  wire::Core core;
  if (core.ParseFromString(envelope.record.core)) json["core"] = json_of(core);
  json["sealed_bytes"] = envelope.record.sealed.size();
  json["sealed_digest"] = to_hex(envelope.record.sealed_digest);
  json["mac"] = to_hex(envelope.record.mac);
  json["mac_key"] = mark_text(envelope.record.mac_key);
  json["signature"] = to_hex(envelope.record.signature);
  json["signer"] = to_hex(envelope.record.signer);
  return json;
}

Json json_of(const DeviceState& device) {
  return {{"device", to_text(device.device)},
          {"label", device.label},
          {"last_contact_ms", device.last_contact_ms},
          {"received_through", device.received_through},
          {"pending", device.pending}};
}

Json json_of(const Enrolment& enrolment) {
  return {{"device", to_text(enrolment.device)},
          {"label", enrolment.label},
          {"ed25519_public", to_hex(enrolment.ed25519_public)},
          {"x25519_public", to_hex(enrolment.x25519_public)},
          {"invited", !enrolment.mac.empty()}};
}

Result<std::uint32_t> number_of(const Json& value, const std::string& thing) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > UINT32_MAX) {
    return fail(ErrorCode::invalid, thing, "is not a number from 0 to 4294967295");
  }
  return value.get<std::uint32_t>();
}

Result<Bytes> cursor_of(const Json& value) {
  if (!value.is_string() || value.get_ref<const std::string&>().size() > 2 * decode::cursor_bytes_max) {
    return fail(ErrorCode::invalid, "cursor", "is not the text that an answer gave");
  }
  return from_hex(value.get_ref<const std::string&>(), "cursor");
}

}  // namespace

Result<PullRequest> pull_request_of_json(std::string_view text) {
  if (text.size() > json_question_max) return fail(ErrorCode::invalid, "question", "larger than 4 KiB");
  const Json json = text.empty() ? Json::object() : Json::parse(text, nullptr, false);
  if (!json.is_object()) return fail(ErrorCode::invalid, "question", "is not a JSON object");
  PullRequest request;
  for (const auto& [name, value] : json.items()) {
    if (name == "cursor") {
      HK_ASSIGN(request.cursor, cursor_of(value));
    } else if (name == "limit") {
      HK_ASSIGN(request.limit, number_of(value, name));
    } else if (name == "with_devices" && value.is_boolean()) {
      request.with_devices = value.get<bool>();
    } else {
      return fail(ErrorCode::invalid, name, "is none of cursor, limit and with_devices, or has another type");
    }
  }
  return request;
}

std::string json_of(const PullResponse& answer) {
  Json json{{"server_id", bytes_text(answer.server_id)}, {"server_time_ms", answer.server_time_ms},
            {"protocol_max", answer.protocol_max},       {"entries", Json::array()},
            {"cursor", to_hex(answer.cursor)},           {"more", answer.more}};
  for (const Envelope& envelope : answer.entries) json["entries"].push_back(json_of(envelope));
  for (const DeviceState& device : answer.devices) json["devices"].push_back(json_of(device));
  for (const Enrolment& enrolment : answer.enrolments) json["enrolments"].push_back(json_of(enrolment));
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hk
