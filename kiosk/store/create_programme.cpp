#include "kiosk/store/create_programme.h"

#include "kiosk/store/new_device.h"

namespace hk {

namespace {

constexpr char first_device_label[] = "Första enheten";
// Until somebody says what they are called.
constexpr char first_coordinator_name[] = "Samordnare";

Result<void> write_first_changes(const DataFolder& folder, const ProgrammeFile& programme,
                                 const DeviceKeys& device_keys, UnlockedKeys keys, const Clock& clock, Random& random) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store, KioskStore::open(folder, clock, random));
  const StaffId coordinator = *keys.staff;
  const Bytes root_key = keys.coordinator->public_key;
  HK_TRY(store->unlock(Opened{std::move(keys), {}, 0}));
  std::vector<ChangeBody> bodies = programme_changes(programme);
  bodies.emplace_back(
      DeviceApproved{store->own().device, first_device_label, device_keys.device.public_key, device_keys.box_public});
  bodies.emplace_back(
      StaffSet{coordinator, StaffRole::coordinator, true, StaffSet::Details{first_coordinator_name, {}}});
  // Says whose the root key is.
  bodies.emplace_back(CoordinatorGranted{coordinator, root_key});
  HK_TRY(store->record(bodies));
  return {};
}

Result<void> make_in(const DataFolder& folder, const ProgrammeFile& programme, std::string_view passphrase,
                     SlotCost cost, const Clock& clock, Random& random) {
  BoxKey box = BoxKey::generate();
  UnlockedKeys keys{{}, std::move(box.secret), SigningKey::generate(), make_id<StaffId>(clock, random)};
  keys.ring.push_back(ProgrammeKey::generate());
  const DeviceKeys device_keys{SigningKey::generate(), std::move(box.public_key), mac_keys(keys)};
  HK_ASSIGN(const NewSlot slot, make_slot(passphrase, keys, SlotKind::passphrase, {}, cost));
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
