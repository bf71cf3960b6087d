#include "kiosk/store/data_folder.h"

#include <sys/stat.h>

#include <cerrno>
#include <optional>

#include "sync/domain/little_endian.h"
#include "sync/machine/folder_lock.h"

namespace hk {

namespace {

constexpr std::size_t passphrase_bytes_max = 4096;
// Format 1: magic ‖ mac key id 8 ‖ mac key 32 ‖ X25519 public 32 ‖ Ed25519 secret 64 ‖ digest 32 of all that.
// Format 2: magic ‖ number of mac keys 2 ‖ each one's id 8 and key 32 ‖ the rest as in format 1.
// The digest, because with a flipped bit in its mac key a kiosk would go on writing what every other device refuses.
constexpr std::string_view one_key_magic = "halsokiosk device keys 1\n";
constexpr std::string_view ring_magic = "halsokiosk device keys 2\n";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t mac_key_bytes = 8 + key_bytes;
constexpr std::size_t rest_bytes = key_bytes + 64;
constexpr std::size_t digest_bytes = 32;

Bytes encode(const DeviceKeys& keys) {
  Bytes bytes;
  // No copies of keys left behind by growing.
  bytes.reserve(ring_magic.size() + 2 + mac_key_bytes * keys.macs.size() + rest_bytes + digest_bytes);
  bytes += ring_magic;
  bytes += little_endian(keys.macs.size(), 2);
  for (const DeviceKeys::MacKey& mac : keys.macs) {
    bytes += little_endian(mac.id, 8);
    bytes += mac.key.view();
  }
  bytes += keys.box_public;
  bytes += keys.device.secret.view();
  return bytes += digest(bytes);
}

/// The keys, or nothing for a file that is damaged or none of ours.
std::optional<DeviceKeys> decode(ByteView file) {
  if (file.size() < ring_magic.size() + digest_bytes) return std::nullopt;
  const ByteView body = file.substr(0, file.size() - digest_bytes);
  if (digest(body) != file.substr(body.size())) return std::nullopt;
  std::size_t count = 1;
  ByteView rest = body.substr(ring_magic.size());
  if (body.starts_with(ring_magic) && rest.size() >= 2) {
    count = static_cast<std::size_t>(from_little_endian(rest.substr(0, 2)));
    rest.remove_prefix(2);
  } else if (!body.starts_with(one_key_magic)) {
    return std::nullopt;
  }
  if (count == 0 || rest.size() != count * mac_key_bytes + rest_bytes) return std::nullopt;
  DeviceKeys keys;
  for (std::size_t i = 0; i < count; ++i, rest.remove_prefix(mac_key_bytes)) {
    keys.macs.push_back({from_little_endian(rest.substr(0, 8)), Secret(rest.substr(8, key_bytes))});
  }
  keys.box_public = rest.substr(0, key_bytes);
  Result<SigningKey> device = SigningKey::from_secret(rest.substr(key_bytes));
  if (!device) return std::nullopt;
  keys.device = std::move(*device);
  return keys;
}

bool there(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

}  // namespace

Result<Bytes> read_passphrase_file(const std::filesystem::path& path) {
  HK_ASSIGN(Bytes passphrase, read_file(path, passphrase_bytes_max));
  const std::size_t end = passphrase.find_first_of("\r\n");
  if (end != Bytes::npos) passphrase.resize(end);
  if (passphrase.empty()) return fail(ErrorCode::invalid, path.string(), "holds no passphrase on its first line");
  return passphrase;
}

bool DataFolder::holds_programme() const { return there(database()); }

Result<void> DataFolder::make() const {
  std::error_code error;
  if (path_.has_parent_path()) std::filesystem::create_directories(path_.parent_path(), error);
  if (error) {
    errno = error.value();
    return file_failure(path_.parent_path());
  }
  if (::mkdir(path_.c_str(), S_IRWXU) != 0 && errno != EEXIST) return file_failure(path_);
  if (!std::filesystem::is_directory(path_, error)) return fail(ErrorCode::invalid, path_.string(), "is not a folder");
  return {};
}

Result<void> DataFolder::write_keys(const DeviceKeys& keys) const {
  const std::filesystem::path file = key_file();
  if (there(file)) return fail(ErrorCode::conflict, file.string(), "exists already");
  return replace_keys(keys);
}

Result<void> DataFolder::replace_keys(const DeviceKeys& keys) const {
  Bytes bytes = encode(keys);
  const Result<void> written = write_file_durably(key_file(), bytes, S_IRUSR | S_IWUSR);
  wipe(bytes);
  return written;
}

Result<DeviceKeys> DataFolder::read_keys() const {
  HK_ASSIGN(Bytes bytes, read_file(key_file(), key_file_bytes_max));
  std::optional<DeviceKeys> keys = decode(bytes);
  wipe(bytes);
  if (!keys) return fail(ErrorCode::corrupt, key_file().string(), "is damaged, or not a key file of this program");
  return std::move(*keys);
}

Result<void> DataFolder::fill(const std::function<Result<void>(const DataFolder&)>& make_in) const {
  const auto taken = [&] { return fail(ErrorCode::conflict, path_.string(), "holds a programme already"); };
  if (holds_programme()) return taken();  // said before who may be using it
  HK_TRY(make());
  HK_ASSIGN(const FolderLock lock, FolderLock::take(path_));
  const DataFolder aside(path_ / "new.part");
  HK_TRY(finish_take_over(aside));
  if (holds_programme()) return taken();
  std::error_code ignored;
  std::filesystem::remove_all(aside.path(), ignored);  // of an attempt that was killed
  Result<void> made = aside.make();
  if (made) made = make_in(aside);
  if (made) made = take_over(aside);
  std::filesystem::remove_all(aside.path(), ignored);
  return made;
}

Result<void> DataFolder::take_over(const DataFolder& aside) const {
  if (there(key_file())) {
    return fail(ErrorCode::conflict, key_file().string(), "exists already, without a database");
  }
  // A log beside the database would hold changes that the database alone lacks.
  if (there(aside.database() + "-wal")) return fail(ErrorCode::io, aside.database(), "could not be closed");
  // The database last: it is what says that there is a programme.
  HK_TRY(move_file(aside.key_file(), key_file()));
  return move_file(aside.database(), database());
}

Result<void> DataFolder::finish_take_over(const DataFolder& aside) const {
  const bool half = there(key_file()) && !there(database()) && there(aside.database()) && !there(aside.key_file());
  return half ? move_file(aside.database(), database()) : Result<void>();
}

}  // namespace hk
