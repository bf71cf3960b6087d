#include "tests/support/bundle_file.h"

#include "sync/protocol/bundle_page.h"
#include "tests/fuzz/message_fuzz.h"
#include "tests/support/bytes.h"
#include "tests/support/open_log.h"

/// A file that somebody found on a stick; what stands between head and end of one that is well signed; and one page.
namespace hk::fuzz {
namespace {

/// A log that knows the device that signs.
class World {
 public:
  World() {
    test::Author coordinator(programme_, 2);
    HK_CHECK(log_.append(coordinator.make(DeviceApproved{head_.device, "Stickan", key_.public_key, Bytes(32, 'x')})));
  }
  Result<Bundle> open(ByteView bytes) {
    test::write_bytes(file_, bytes);
    return Bundle::open(file_, log_.log(), log_.programme(), programme_.id, programme_.root.public_key);
  }
  [[nodiscard]] Bytes sign(ByteView pages) const { return test::signed_bundle(head_, pages, key_); }

 private:
  test::TestProgramme programme_;
  BundleHead head_{programme_.id, test::numbered<DeviceId>(77), 1'780'000'000'000};
  SigningKey key_ = SigningKey::generate();
  test::OpenLog log_{programme_.id};
  test::TempDir folder_;
  std::string file_ = folder_.file("stick.bundle");
};

}  // namespace

void take(ByteView input) {
  static World world;
  (void)world.open(input);
  if (const auto bundle = world.open(world.sign(input))) {
    std::uint64_t changes = 0;
    for (std::size_t number = 0; number < bundle->pages(); ++number) {
      const auto page = bundle->page(number);
      HK_CHECK(page && page->size() <= bundle_page_changes);
      changes += page->size();
    }
    HK_CHECK(changes == bundle->changes());
  }
  const auto entries = decode_bundle_page(input);
  if (!entries) return;
  const auto again = decode_bundle_page(encode_bundle_page(*entries));
  HK_CHECK(again && *again == *entries);
}

std::vector<Bytes> seeds() {
  std::vector<Envelope> entries = sample_envelopes();
  for (Envelope& one : entries) one.position = 0;
  const Bytes page = encode_bundle_page(entries);
  const Bytes pages = test::bundle_page(deflate(page)) + test::bundle_page(deflate(encode_bundle_page({})));
  return {page, pages, World().sign(pages)};
}

}  // namespace hk::fuzz
