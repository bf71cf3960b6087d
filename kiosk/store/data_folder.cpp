#include "kiosk/store/data_folder.h"

#include <sys/stat.h>

#include <cerrno>

#include "sync/machine/folder_lock.h"

namespace hk {

namespace {

constexpr std::size_t passphrase_bytes_max = 4096;
// magic ‖ mac key id 8 ‖ mac key 32 ‖ X25519 public 32 ‖ Ed25519 secret 64 ‖ digest 32 of all that: with a flipped bit
// in its mac key a kiosk would go on writing what every other device refuses.
constexpr std::string_view key_file_magic = "halsokiosk device keys 1\n";
constexpr std::size_t key_file_body = key_file_magic.size() + 8 + 32 + 32 + 64;

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
  Bytes bytes;
  bytes.reserve(key_file_body + 32);  // no copies of keys left behind by growing
  bytes += key_file_magic;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(keys.mac_key_id >> (8 * i));
  bytes += keys.mac.view();
  bytes += keys.box_public;
  bytes += keys.device.secret.view();
  HK_CHECK(bytes.size() == key_file_body);
  bytes += digest(bytes);
  const Result<void> written = write_file_durably(file, bytes, S_IRUSR | S_IWUSR);
  wipe(bytes);
  return written;
}

Result<DeviceKeys> DataFolder::read_keys() const {
  const std::filesystem::path file = key_file();
  HK_ASSIGN(Bytes bytes, read_file(file, key_file_body + 32));
  const ByteView body = ByteView(bytes).substr(0, key_file_body);
  if (bytes.size() != key_file_body + 32 || !body.starts_with(key_file_magic) ||
      digest(body) != ByteView(bytes).substr(key_file_body)) {
    wipe(bytes);
    return fail(ErrorCode::corrupt, file.string(), "is damaged, or not a key file of this program");
  }
  ByteView rest = body.substr(key_file_magic.size());
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < 8; ++i) id |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest[i])) << (8 * i);
  rest.remove_prefix(8);
  HK_ASSIGN(SigningKey device, SigningKey::from_secret(rest.substr(64)));
  DeviceKeys keys{std::move(device), Bytes(rest.substr(32, 32)), id, Secret(rest.substr(0, 32))};
  wipe(bytes);
  return keys;
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
