#include <sys/stat.h>

#include <ctime>

#include "sync/server/http_listener.h"
#include "tests/support/test_ca.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

/// A world whose server answers over TLS on a real port.
struct Encrypted {
  explicit Encrypted(TlsFiles the_files) : files(std::move(the_files)) {
    world.server->start();
    listener = value_of(HttpListener::start(*world.server, value_of(parse_listen_address("127.0.0.1:0")), files));
    url = listener->url();
  }
  Device& enrolled(const ServerTrust& trust) {
    Device& device = world.add_device();
    succeeds(device.client->set_server(url, value_of(enrol(url, world.enrol_request(device), trust)), trust));
    return device;
  }
  /// The same device, trusting otherwise: the server is refused, and nothing is lost.
  void refuses(Device& device, const ServerTrust& trust, const std::string& sentence) {
    const std::int64_t pending = device.status().pending;
    device.db.statement("UPDATE own_device SET ca_pem = :ca, pin = :pin")
        .bind_text(":ca", trust.ca_pem)
        .bind_text(":pin", trust.pin)
        .run();
    const auto round = sync_once(*device.client);
    REQUIRE_FALSE(round.has_value());
    CHECK(round.error().code == ErrorCode::offline);
    CHECK_MESSAGE(round.error().what.find(sentence) != std::string::npos, round.error().what);
    CHECK(device.status().last_result == SyncStatus::Result::offline);
    CHECK(device.status().last_failure == round.error().what);
    CHECK(device.status().pending == pending);
  }

  /// As a renewal does it: other contents under the same names, then SIGHUP.
  void renew(const TlsFiles& by) {
    std::filesystem::copy_file(by.certificate, files.certificate, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(by.key, files.key, std::filesystem::copy_options::overwrite_existing);
    succeeds(listener->reload_tls());
  }

  TlsFiles files;
  World world;
  std::unique_ptr<HttpListener> listener;
  std::string url;
};

constexpr char not_trusted[] = "the server's certificate is not trusted here";

}  // namespace

TEST_CASE("over TLS a check-in arrives where the CA given is the server's") {
  TestCa ca;
  Encrypted encrypted(ca.issue());
  CHECK(encrypted.url.starts_with("https://127.0.0.1:"));
  Device& device = encrypted.enrolled({ca.pem(), {}});
  device.check_in_many(1200);
  REQUIRE(sync_once(*device.client).has_value());
  CHECK(encrypted.world.server_changes() == 1200);
  // What vouches for the server is kept in the device, not the path it was read from.
  CHECK(device.status().trust.ca_pem == ca.pem());
}

TEST_CASE("a server that the CA does not vouch for is refused, and nothing is lost") {
  TestCa ca, other_ca;
  Encrypted encrypted(ca.issue());
  Device& device = encrypted.enrolled({ca.pem(), {}});
  device.check_in();
  encrypted.refuses(device, {other_ca.pem(), {}}, not_trusted);
  encrypted.refuses(device, {}, not_trusted);  // the system's authorities know no test CA
  CHECK(encrypted.world.server_changes() == 0);
  const auto nobody = enrol(encrypted.url, encrypted.world.enrol_request(device), {other_ca.pem(), {}});
  REQUIRE_FALSE(nobody.has_value());
  CHECK(nobody.error().code == ErrorCode::offline);
}

TEST_CASE("a pinned key is asked for beside the certificate") {
  TestCa ca;
  const TlsFiles files = ca.issue();
  const TlsFiles others = ca.issue();
  Encrypted encrypted(files);
  Device& device = encrypted.enrolled({ca.pem(), ca.pin(files)});
  device.check_in();
  encrypted.refuses(device, {ca.pem(), ca.pin(others)}, "the server's key is not the pinned one");
  CHECK(encrypted.world.server_changes() == 0);
  device.db.execute("UPDATE own_device SET pin = ''");
  REQUIRE(sync_once(*device.client).has_value());
  CHECK(encrypted.world.server_changes() == 1);
}

TEST_CASE("an ended certificate and one for another name are refused") {
  TestCa ca;
  Encrypted encrypted(ca.issue());
  Device& device = encrypted.enrolled({ca.pem(), {}});
  device.check_in();
  encrypted.renew(ca.issue("IP:127.0.0.1", -1));
  CHECK(*encrypted.listener->tls_valid_until_s() < std::time(nullptr));
  encrypted.refuses(device, {ca.pem(), {}}, not_trusted);
  encrypted.renew(ca.issue("DNS:kiosk.example.se"));
  encrypted.refuses(device, {ca.pem(), {}}, not_trusted);
  encrypted.renew(ca.issue());
  REQUIRE(sync_once(*device.client).has_value());
  CHECK(encrypted.world.server_changes() == 1);
}

TEST_CASE("a renewed certificate is taken up without a restart, and a bad one is not") {
  TestCa ca, other_ca;
  Encrypted encrypted(ca.issue());
  Device& device = encrypted.enrolled({ca.pem(), {}});
  device.check_in();
  std::ofstream(encrypted.files.key) << "no key";
  const auto bad = encrypted.listener->reload_tls();
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().thing == encrypted.files.key);
  REQUIRE(sync_once(*device.client).has_value());

  encrypted.renew(other_ca.issue());
  device.check_in();
  encrypted.refuses(device, {ca.pem(), {}}, not_trusted);
  device.db.statement("UPDATE own_device SET ca_pem = :ca").bind_text(":ca", other_ca.pem()).run();
  REQUIRE(sync_once(*device.client).has_value());
  CHECK(encrypted.world.server_changes() == 2);
}

TEST_CASE("a certificate or key that cannot serve is refused by its file's name") {
  TestCa ca;
  const TlsFiles good = ca.issue();
  const TlsFiles other = ca.issue();
  const std::string text = ca.file("text");
  std::ofstream(text) << "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n";
  ::chmod(text.c_str(), 0600);
  const auto refused = [](const TlsFiles& files, const std::string& thing, const std::string& what) {
    const auto read = TlsIdentity::read(files);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().thing == thing);
    CHECK_MESSAGE(read.error().what.find(what) != std::string::npos, read.error().what);
  };
  REQUIRE(TlsIdentity::read(good).has_value());
  refused({ca.file("nothing"), good.key}, ca.file("nothing"), "No such file");
  refused({good.certificate, ca.file("nothing")}, ca.file("nothing"), "No such file");
  refused({text, good.key}, text, "is no certificate chain");
  refused({good.certificate, text}, text, "is no private key");
  refused({good.certificate, other.key}, other.key, "is not the key of the certificate");
  ::chmod(good.key.c_str(), 0644);
  refused(good, good.key, "may be read by everybody");
}

TEST_CASE("a pin and a CA are read strictly") {
  const std::string good = "sha256//" + std::string(43, 'A') + "=";
  CHECK(check_trust({{}, good}).has_value());
  for (const std::string& bad :
       {std::string("AAAA"), std::string("/etc/passwd"), good + ";" + good, good + "=", "x" + good}) {
    CAPTURE(bad);
    CHECK_FALSE(check_trust({{}, bad}).has_value());
  }
  CHECK_FALSE(check_trust({"no certificate", {}}).has_value());
}
