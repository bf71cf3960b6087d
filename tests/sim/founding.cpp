#include "tests/sim/founding.h"

#include "kiosk/store/create_programme.h"
#include "tests/support/bytes.h"
#include "tests/support/devices.h"
#include "tests/support/temp_dir.h"

namespace hk::sim {

Founding::Founding() {
  const test::TempDir temp;
  test::FakeClock clock;
  test::FakeRandom random(1);
  const auto folder = [&temp](std::size_t n) { return DataFolder(temp.path() / ("kiosk" + std::to_string(n))); };
  test::require_done(create_programme(folder(0), bare_programme("Prov").value(), passphrase, {1, 8192}, clock, random));
  for (std::size_t n = 1; n < kiosks_max; ++n) test::copy_as_another_device(folder(0), folder(n), clock, random);
  for (std::size_t n = 0; n < kiosks_max; ++n) {
    {
      const auto store = KioskStore::open(folder(n), clock, random).value();
      SyncClient client(store->log(), store->verifier(), clock, random);
      test::let_in(*store, client, temp.file(server_database), server_url);
    }
    devices_.push_back({{kiosk_database, test::file_bytes(folder(n).database())}});
  }
  server_ = {{server_database, test::file_bytes(temp.file(server_database))}};
  keys_ = test::file_bytes(folder(0).key_file());
}

}  // namespace hk::sim
