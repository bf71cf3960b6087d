#include "sync/log/bundle.h"

#include <algorithm>

#include "sync/crypto/running_digest.h"
#include "sync/domain/little_endian.h"
#include "sync/protocol/bundle_page.h"
#include "sync/protocol/messages.h"

namespace hk {
namespace {

constexpr std::string_view any_version = "halsokiosk bundle ";
constexpr std::string_view head_magic = "halsokiosk bundle 1\n";
constexpr std::string_view end_magic = "halsokiosk bundle end\n";
constexpr std::string_view signed_as = "halsokiosk bundle v1";
constexpr std::size_t id_bytes = 16, time_bytes = 8, length_bytes = 4, digest_bytes = 32, signature_bytes = 64;
constexpr std::size_t head_bytes = head_magic.size() + 2 * id_bytes + time_bytes;
constexpr std::size_t end_bytes = end_magic.size() + digest_bytes + signature_bytes;

// Small enough to be held several times over.
constexpr std::size_t page_bytes = 768 << 10;

Bytes statement_of(const Bytes& whole) { return Bytes(signed_as) + whole; }

tl::unexpected<Error> damaged(const std::string& name, const char* how) {
  return fail(ErrorCode::corrupt, name, std::string("is damaged: ") + how);
}

Result<BundleHead> decode_head(const std::string& name, ByteView bytes) {
  if (!bytes.starts_with(any_version)) return fail(ErrorCode::invalid, name, "is no bundle of this program");
  if (bytes.size() < head_bytes) return fail(ErrorCode::corrupt, name, "is cut short");
  if (!bytes.starts_with(head_magic)) {
    return fail(ErrorCode::newer_version, name, "was made by a newer program; update this one first");
  }
  ByteView rest = bytes.substr(head_magic.size());
  BundleHead head;
  HK_ASSIGN(head.programme, ProgrammeId::from_bytes(rest.substr(0, id_bytes), name));
  HK_ASSIGN(head.device, DeviceId::from_bytes(rest.substr(id_bytes, id_bytes), name));
  head.made_ms = static_cast<std::int64_t>(from_little_endian(rest.substr(2 * id_bytes, time_bytes)));
  return head;
}

Result<BundleHead> head_of(const std::string& name, const FilePieces& file) {
  HK_ASSIGN(const Bytes bytes,
            file.read(0, static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), head_bytes))));
  return decode_head(name, bytes);
}

/// Writes and digests.
class BundleWriter {
 public:
  explicit BundleWriter(NewFile file) : file_(std::move(file)) {}
  Result<void> put(ByteView bytes) {
    digest_.add(bytes);
    return file_.append(bytes);
  }
  Result<void> put_page(const std::vector<Envelope>& entries) {
    const Bytes page = deflate(encode_bundle_page(entries));
    HK_TRY(put(little_endian(page.size(), length_bytes)));
    return put(page);
  }
  Result<void> finish(const SigningKey& device_key) {
    const Bytes whole = digest_.finish();
    HK_TRY(file_.append(Bytes(end_magic) + whole + sign(device_key, statement_of(whole))));
    return file_.keep();
  }

 private:
  NewFile file_;
  RunningDigest digest_;
};

}  // namespace

Result<std::uint64_t> write_bundle(Log& log, ProgrammeRef programme, const BundleHead& head,
                                   const SigningKey& device_key, const std::filesystem::path& file) {
  HK_ASSIGN(NewFile part, NewFile::begin(file, 0600));
  BundleWriter writer(std::move(part));
  HK_TRY(writer.put(Bytes(head_magic) + head.programme.bytes() + head.device.bytes() +
                    little_endian(static_cast<std::uint64_t>(head.made_ms), time_bytes)));
  std::uint64_t changes = 0;
  for (std::int64_t row = 0;;) {
    HK_ASSIGN(const std::vector<LogRow> rows, log.rows(programme, row, bundle_page_changes, page_bytes));
    if (rows.empty()) break;
    std::vector<Envelope> entries;
    entries.reserve(rows.size());
    for (const LogRow& one : rows) entries.push_back(one.envelope);
    HK_TRY(writer.put_page(entries));
    row = rows.back().row;
    changes += rows.size();
  }
  HK_TRY(writer.finish(device_key));
  return changes;
}

/// Whether the device that made a bundle counts, judged by what the log and the bundle itself say of it.
class Bundle::Examiner {
 public:
  Examiner(const Bundle& bundle, const Bytes& root_key)
      : name_(bundle.name_), device_(bundle.head_.device), verifier_(bundle.head_.programme, root_key) {}

  Result<void> ask(Log& log, ProgrammeRef programme) {
    HK_TRY(log.teach(programme, verifier_));
    HK_ASSIGN(const auto revoked_at, log.revoked_at(programme, device_));
    revoked_ = revoked_at.has_value();
    return sqlite_guard(log.database(), [&]() -> Result<void> {
      Statement query = log.database().statement(R"sql(
        SELECT ed25519_public FROM approved_device a JOIN device d USING(device)
        WHERE a.programme = :programme AND d.uuid = :device)sql");
      query.bind(":programme", programme.row).bind_blob(":device", device_.view());
      if (query.step()) keys_.emplace_back(query.blob(0));
      return {};
    });
  }
  void ask(const ChangeRecord& record) {
    if (record.signature.empty()) return;
    const Result<Change> change = verifier_.check(record);
    if (!change) return;
    verifier_.learn(change->body);
    const auto* approved = std::get_if<DeviceApproved>(&change->body);
    if (approved != nullptr && approved->device == device_) keys_.push_back(approved->ed25519_public);
    const auto* revoked = std::get_if<DeviceRevoked>(&change->body);
    revoked_ = revoked_ || (revoked != nullptr && revoked->device == device_);
  }
  [[nodiscard]] bool revoked() const { return revoked_; }
  /// Errors: refused.
  [[nodiscard]] Result<void> judge(ByteView statement, ByteView signature) const {
    const auto no = [&](const char* why) {
      return fail(ErrorCode::refused, name_, "the device that made it, " + to_text(device_) + ", " + why);
    };
    if (keys_.empty()) return no("is not known here, and no coordinator in the bundle approves it");
    const bool fits = std::any_of(keys_.begin(), keys_.end(),
                                  [&](const Bytes& key) { return verify_signature(key, statement, signature); });
    return fits ? Result<void>() : no("did not sign it");
  }

 private:
  const std::string& name_;
  DeviceId device_;
  Verifier verifier_;
  bool revoked_ = false;
  std::vector<Bytes> keys_;
};

Bundle::Bundle(std::string name, FilePieces file, BundleHead head)
    : name_(std::move(name)), file_(std::move(file)), head_(head) {}

Result<BundleHead> Bundle::read_head(const std::filesystem::path& path) {
  HK_ASSIGN(const FilePieces file, FilePieces::open(path));
  return head_of(path.string(), file);
}

/// Goes from page to page up to the end and digests everything on the way, so that nothing is inflated of a file that
/// is not whole.
Result<void> Bundle::find_pages(Bytes& signature, Bytes& whole) {
  if (file_.size() < head_bytes + end_bytes) return fail(ErrorCode::corrupt, name_, "is cut short");
  const std::uint64_t end_at = file_.size() - end_bytes;
  HK_ASSIGN(const Bytes end, file_.read(end_at, end_bytes));
  if (!end.starts_with(end_magic)) return fail(ErrorCode::corrupt, name_, "is cut short, or goes on after its end");
  RunningDigest digest_of_all;
  HK_ASSIGN(const Bytes head, file_.read(0, head_bytes));
  digest_of_all.add(head);
  for (std::uint64_t at = head_bytes; at < end_at;) {
    if (end_at - at < length_bytes) return damaged(name_, "a page has no length");
    HK_ASSIGN(const Bytes length, file_.read(at, length_bytes));
    const std::uint64_t size = from_little_endian(length);
    at += length_bytes;
    if (size > end_at - at || size > body_inflated_max) return damaged(name_, "a page is longer than the file");
    HK_ASSIGN(const Bytes page, file_.read(at, static_cast<std::size_t>(size)));
    digest_of_all.add(length);
    digest_of_all.add(page);
    places_.push_back({at, static_cast<std::uint32_t>(size), digest(page)});
    at += size;
  }
  whole = digest_of_all.finish();
  if (whole != end.substr(end_magic.size(), digest_bytes)) return damaged(name_, "its checksum does not fit");
  signature = end.substr(end_magic.size() + digest_bytes);
  return {};
}

Result<Bundle> Bundle::open(const std::filesystem::path& path, Log& log, ProgrammeRef programme,
                            ProgrammeId programme_id, const Bytes& root_key) {
  HK_ASSIGN(FilePieces file, FilePieces::open(path));
  HK_ASSIGN(const BundleHead head, head_of(path.string(), file));
  Bundle bundle(path.string(), std::move(file), head);
  Bytes signature;
  Bytes whole;
  HK_TRY(bundle.find_pages(signature, whole));
  if (head.programme != programme_id) {
    return fail(ErrorCode::invalid, path.string(), "is of another programme, " + to_text(head.programme));
  }
  Examiner examiner(bundle, root_key);
  HK_TRY(examiner.ask(log, programme));
  for (std::size_t number = 0; number < bundle.pages(); ++number) {
    HK_ASSIGN(const std::vector<Envelope> entries, bundle.page(number));
    for (const Envelope& entry : entries) examiner.ask(entry.record);
    bundle.changes_ += entries.size();
  }
  HK_TRY(examiner.judge(statement_of(whole), signature));
  bundle.revoked_ = examiner.revoked();
  return bundle;
}

Result<std::vector<Envelope>> Bundle::page(std::size_t number) const {
  const Place& place = places_.at(number);
  HK_ASSIGN(const Bytes bytes, file_.read(place.offset, place.size));
  if (digest(bytes) != place.digest) return fail(ErrorCode::corrupt, name_, "changed while it was read");
  const auto entries = [&]() -> Result<std::vector<Envelope>> {
    HK_ASSIGN(const Bytes message, inflate(bytes, body_inflated_max));
    return decode_bundle_page(message);
  }();
  if (!entries)
    return fail(ErrorCode::invalid, name_, "page " + std::to_string(number + 1) + ": " + entries.error().message());
  return entries;
}

}  // namespace hk
