#include "sync/server/tls_identity.h"

#include <gnutls/x509.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "sync/server/tls_identity_impl.h"

namespace hk {
namespace {

/// Bytes that GnuTLS allocated, wiped when they go: they may be a private key.
class LoadedFile {
 public:
  LoadedFile() = default;
  LoadedFile(const LoadedFile&) = delete;
  LoadedFile& operator=(const LoadedFile&) = delete;
  ~LoadedFile() {
    if (data.data == nullptr) return;
    gnutls_memset(data.data, 0, data.size);
    gnutls_free(data.data);
  }
  gnutls_datum_t data{};
};

Result<void> load(const std::string& path, LoadedFile& file) {
  errno = 0;
  if (gnutls_load_file(path.c_str(), &file.data) == GNUTLS_E_SUCCESS) return {};
  const auto code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
  return fail(code, path, errno == 0 ? "cannot be read" : std::strerror(errno));
}

Result<void> read_chain(const std::string& path, TlsIdentity::Impl& out) {
  LoadedFile file;
  HK_TRY(load(path, file));
  unsigned size = TlsIdentity::Impl::chain_max;
  const int result = gnutls_pcert_list_import_x509_raw(
      out.chain.data(), &size, &file.data, GNUTLS_X509_FMT_PEM,
      GNUTLS_X509_CRT_LIST_IMPORT_FAIL_IF_EXCEED | GNUTLS_X509_CRT_LIST_FAIL_IF_UNSORTED);
  if (result < 0)
    return fail(ErrorCode::invalid, path, std::string("is no certificate chain: ") + gnutls_strerror(result));
  out.chain_size = size;
  gnutls_x509_crt_t own = nullptr;
  if (gnutls_pcert_export_x509(&out.chain[0], &own) < 0)
    return fail(ErrorCode::invalid, path, "is no X.509 certificate");
  out.valid_until_s = gnutls_x509_crt_get_expiration_time(own);
  gnutls_x509_crt_deinit(own);
  return {};
}

Result<void> read_key(const std::string& path, TlsIdentity::Impl& out) {
  struct stat about {};
  if (::stat(path.c_str(), &about) == 0 && (about.st_mode & S_IROTH) != 0) {
    return fail(ErrorCode::invalid, path, "may be read by everybody on this machine; chmod o-r it");
  }
  LoadedFile file;
  HK_TRY(load(path, file));
  HK_CHECK(gnutls_privkey_init(&out.key) == GNUTLS_E_SUCCESS);
  const int result = gnutls_privkey_import_x509_raw(out.key, &file.data, GNUTLS_X509_FMT_PEM, nullptr, 0);
  if (result < 0) return fail(ErrorCode::invalid, path, std::string("is no private key: ") + gnutls_strerror(result));
  return {};
}

using KeyId = std::array<unsigned char, 32>;

KeyId id_of(gnutls_pubkey_t key) {
  KeyId id{};
  std::size_t size = id.size();
  HK_CHECK(gnutls_pubkey_get_key_id(key, GNUTLS_KEYID_USE_SHA256, id.data(), &size) == GNUTLS_E_SUCCESS);
  return id;
}

bool belong_together(const TlsIdentity::Impl& identity) {
  gnutls_pubkey_t of_key = nullptr;
  HK_CHECK(gnutls_pubkey_init(&of_key) == GNUTLS_E_SUCCESS);
  const bool same = gnutls_pubkey_import_privkey(of_key, identity.key, 0, 0) == GNUTLS_E_SUCCESS &&
                    id_of(of_key) == id_of(identity.chain[0].pubkey);
  gnutls_pubkey_deinit(of_key);
  return same;
}

}  // namespace

Result<std::unique_ptr<TlsIdentity>> TlsIdentity::read(const TlsFiles& files) {
  auto impl = std::make_unique<Impl>();
  HK_TRY(read_chain(files.certificate, *impl));
  HK_TRY(read_key(files.key, *impl));
  if (!belong_together(*impl)) {
    return fail(ErrorCode::invalid, files.key, "is not the key of the certificate " + files.certificate);
  }
  return std::unique_ptr<TlsIdentity>(new TlsIdentity(std::move(impl)));
}

TlsIdentity::TlsIdentity(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TlsIdentity::~TlsIdentity() = default;
std::int64_t TlsIdentity::valid_until_s() const { return impl_->valid_until_s; }

}  // namespace hk
