#pragma once
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "sync/server/tls_identity.h"
#include "tests/support/temp_dir.h"

namespace hk::test {

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A certificate authority of a test's own, by the openssl command.
class TestCa {
 public:
  TestCa() {
    openssl("req -x509 " + new_key("ca") + " -out " + dir_.file("ca.pem") + " -subj '/CN=A test CA' -days 30");
  }

  /// A server certificate for `name`, such as IP:127.0.0.1 or DNS:localhost, good for `days` from now.
  TlsFiles issue(const std::string& name = "IP:127.0.0.1", int days = 30) {
    const std::string stem = "server" + std::to_string(++issued_);
    const TlsFiles files{dir_.file(stem + ".pem"), dir_.file(stem + ".key")};
    std::ofstream(dir_.file("extensions")) << "subjectAltName=" << name << "\n";
    openssl("req " + new_key(stem) + " -out " + dir_.file(stem + ".csr") + " -subj /CN=kiosk");
    openssl("x509 -req -in " + dir_.file(stem + ".csr") + " -CA " + dir_.file("ca.pem") + " -CAkey " +
            dir_.file("ca.key") + " -days " + std::to_string(days) + " -extfile " + dir_.file("extensions") + " -out " +
            files.certificate);
    return files;
  }
  [[nodiscard]] std::string pem() const { return file_text(dir_.file("ca.pem")); }
  /// The public key of a certificate as a pin.
  std::string pin(const TlsFiles& files) {
    const std::string out = dir_.file("pin");
    run("openssl x509 -in " + files.certificate + " -pubkey -noout | openssl pkey -pubin -outform der | " +
        "openssl dgst -sha256 -binary | openssl base64 -A > " + out);
    return "sha256//" + file_text(out);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return dir_.file(name); }

 private:
  [[nodiscard]] std::string new_key(const std::string& stem) const {
    return "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout " + dir_.file(stem + ".key");
  }
  static void run(const std::string& command) {
    if (std::system((command + " 2>/dev/null").c_str()) != 0) throw std::runtime_error("failed: " + command);
  }
  static void openssl(const std::string& arguments) { run("openssl " + arguments); }

  TempDir dir_;
  int issued_ = 0;
};

}  // namespace hk::test
