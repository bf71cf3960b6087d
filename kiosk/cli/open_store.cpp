#include "kiosk/cli/open_store.h"

namespace hk::cli {

Result<Store> open_unlocked(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(Store store, KioskStore::open(DataFolder(options.data), world.clock, world.random));
  HK_TRY(unlock(*store, options.passphrase_file));
  return store;
}

Result<Store> open_to_list(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(Store store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random, KioskStore::Access::read));
  if (options.passphrase_file) HK_TRY(unlock(*store, options.passphrase_file));
  return store;
}

Result<StaffMember> find_member(KioskStore& store, const std::string& who) {
  HK_ASSIGN(const std::vector<StaffMember> all, staff_members(store));
  // Those who still work here come first.
  for (const StaffMember& one : all) {
    if (one.name == who || to_text(one.staff) == who) return one;
  }
  return fail(ErrorCode::not_found, "staff", "nobody has this name or id; 'staff list' prints them");
}

std::string on_one_line(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < ' ' || byte == 0x7f) text[i] = '?';
    // U+0080 to U+009F, a terminal's other control characters.
    if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) text.replace(i, 2, "?");
  }
  return text;
}

}  // namespace hk::cli
