#include "kiosk/store/create_programme.h"

#include "kiosk/store/new_device.h"

namespace hk {

namespace {

constexpr char first_device_label[] = "Första enheten";

Result<void> write_first_changes(const DataFolder& folder, const ProgrammeFile& programme,
                                 const DeviceKeys& device_keys, UnlockedKeys keys, const Clock& clock, Random& random) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store, KioskStore::open(folder, clock, random));
  HK_TRY(store->unlock(Opened{std::move(keys), {}, 0}));
  std::vector<ChangeBody> bodies = programme_changes(programme);
  bodies.emplace_back(
      DeviceApproved{store->own().device, first_device_label, device_keys.device.public_key, device_keys.box_public});
  HK_TRY(store->record(bodies));
  return {};
}

Result<void> make_in(const DataFolder& folder, const ProgrammeFile& programme, std::string_view passphrase,
                     SlotCost cost, const Clock& clock, Random& random) {
  BoxKey box = BoxKey::generate();
  UnlockedKeys keys{ProgrammeKey::generate(), std::move(box.secret), SigningKey::generate()};
  const DeviceKeys device_keys{SigningKey::generate(), std::move(box.public_key), keys.programme.id(),
                               keys.programme.subkey(Purpose::mac)};
  HK_ASSIGN(const KeySlot slot, make_slot(passphrase, keys, cost));
  const OwnDevice own{make_id<ProgrammeId>(clock, random), make_id<DeviceId>(clock, random), random.next_u64(),
                      keys.coordinator->public_key};
  HK_TRY(write_device(folder, device_keys, own, slot));
  return write_first_changes(folder, programme, device_keys, std::move(keys), clock, random);
}

}  // namespace

Result<void> create_programme(const DataFolder& folder, const ProgrammeFile& programme, std::string_view passphrase,
                              SlotCost cost, const Clock& clock, Random& random) {
  return folder.fill(
      [&](const DataFolder& aside) { return make_in(aside, programme, passphrase, cost, clock, random); });
}

}  // namespace hk
