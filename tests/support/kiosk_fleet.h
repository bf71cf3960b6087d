#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kiosk/store/approve_devices.h"
#include "kiosk/store/join_programme.h"
#include "tests/support/kiosk_world.h"
#include "tests/support/local_server.h"

namespace hk::test {

/// A programme's devices with real stores, and its server in this process. The first is the founder's; all are
/// unlocked.
class KioskFleet {
 public:
  struct Device {
    std::filesystem::path folder;
    std::unique_ptr<KioskStore> store;
    std::unique_ptr<SyncClient> client;
    KioskStore* operator->() const { return store.get(); }
    KioskStore& operator*() const { return *store; }
  };

  explicit KioskFleet(std::size_t size) {
    std::filesystem::create_directory(server_folder());
    server_ = std::make_unique<LocalServer>(server_folder(), clock);
    found_programme();
    while (devices_.size() < size) join(name_of(devices_.size()));
    for (std::size_t round = 0; round < 2; ++round) {
      for (std::size_t n = 0; n < size; ++n) sync(n);
      done(approve_invited(*at(0)));
    }
  }

  Device& at(std::size_t n) { return devices_.at(n); }
  [[nodiscard]] std::size_t size() const { return devices_.size(); }
  void sync(std::size_t n) { sync(devices_.at(n)); }
  void sync(Device& device) {
    done(sync_once(*device.client, exchange()));
    done(device->refresh());
  }
  void sync_all() {
    for (Device& device : devices_) sync(device);
  }
  /// A device of the fleet on other files, such as a restored backup.
  Device open(const std::filesystem::path& folder, const char* passphrase) {
    Device device{folder, KioskStore::open(DataFolder(folder), clock, random).value(), nullptr};
    device.client = std::make_unique<SyncClient>(device->log(), device->verifier(), clock, random);
    done(device->unlock(open_names(device->folder().database(), passphrase).value()));
    return device;
  }
  [[nodiscard]] std::string server_file() const { return (folder_.path() / "server" / "server.db").string(); }
  [[nodiscard]] std::filesystem::path server_folder() const { return folder_.path() / "server"; }
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

  Exchange exchange() { return server_->exchange(); }

  static constexpr const char* member_passphrase = "den nya enhetens lösenfras";

  FakeClock clock{1'795'435'200'000};  ///< Monday 2026-11-23, 13:00 where the kiosks stand
  FakeRandom random{11};
  FakeLocalTime local_time;

 private:
  template <class Value>
  static void done(const Result<Value>& result) {
    if (!result) throw std::runtime_error(result.error().message());
  }
  static std::string name_of(std::size_t n) { return "kiosk-" + std::to_string(n); }

  void found_programme() {
    const std::filesystem::path folder = path(name_of(0));
    done(create_programme(DataFolder(folder), test_programme(), test_passphrase, test_cost, clock, random));
    devices_.push_back(open(folder, test_passphrase));
    server_->found(*at(0), *at(0).client);
    sync(0);
  }
  void join(const std::string& name) {
    KioskStore& founder = *at(0);
    const CodeResponse code = request_code(founder.database(), *founder.keys().coordinator, exchange()).value();
    const Invitation invitation{founder.own().programme, founder.own().root_key, founder.keys().clone().ring};
    const Enrol ask = [this](const std::string& where, const EnrolRequest& request, const ServerTrust& trust) {
      return enrol(where, request, trust, exchange());
    };
    const Joining joining{LocalServer::url, code.code, {}, name, member_passphrase, test_cost};
    done(join_programme(DataFolder(path(name)), invitation, joining, ask, clock, random));
    devices_.push_back(open(path(name), member_passphrase));
  }

  TempDir folder_;
  std::unique_ptr<LocalServer> server_;
  std::vector<Device> devices_;
};

}  // namespace hk::test
