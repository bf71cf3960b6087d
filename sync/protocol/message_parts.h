#pragma once
#include "sync/protocol/messages.h"
#include "sync/protocol/wire_bounds.h"

/// What the messages have in common when they are read and written.
namespace hk::decode {

// Numbers that a row of SQLite and a double of a JSON reader both hold exactly.
inline constexpr std::uint64_t seq_max = 1ULL << 53;
inline constexpr std::size_t code_bytes_max = 64;
inline constexpr std::size_t label_bytes_max = 128;
inline constexpr std::size_t version_bytes_max = 64;
inline constexpr std::size_t token_bytes_max = 256;
inline constexpr std::size_t cursor_bytes_max = 256;
inline constexpr std::size_t reason_bytes_max = 512;
inline constexpr std::size_t key_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;
inline constexpr std::size_t mac_bytes = 32;

// A newer program may add fields to a change; 64 leaves room and still bounds what a parse may allocate.
inline constexpr WireShape flat{64, 0, nullptr};

template <class Message>
Result<Message> parse(ByteView bytes, const WireShape& shape, const char* thing) {
  if (bytes.size() > body_inflated_max) return fail(ErrorCode::invalid, thing, "larger than 8 MiB");
  HK_TRY(check_wire_bounds(bytes, shape, thing));
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(ErrorCode::invalid, thing, "is not a whole message of its kind");
  }
  return message;
}

template <class Message>
Bytes serialised(const Message& message) {
  Bytes bytes;
  HK_CHECK(message.SerializeToString(&bytes));
  return bytes;
}

/// An answer says at its end that it is whole.
template <class Message>
Bytes serialised_answer(Message& message) {
  message.set_whole(true);
  return serialised(message);
}

inline Result<Bytes> exact(std::string& value, std::size_t size, const char* thing) {
  if (value.size() != size) return fail(ErrorCode::invalid, thing, "has not " + std::to_string(size) + " bytes");
  return std::move(value);
}

inline Result<std::string> at_most(std::string& value, std::size_t size, const char* thing) {
  if (value.size() > size) return fail(ErrorCode::invalid, thing, "longer than " + std::to_string(size) + " bytes");
  return std::move(value);
}

inline Result<std::uint64_t> ordinal(std::uint64_t value, const char* thing) {
  if (value == 0 || value > seq_max) return fail(ErrorCode::invalid, thing, "lies outside 1 … 2^53");
  return value;
}

}  // namespace hk::decode
