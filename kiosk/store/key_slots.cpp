#include "kiosk/store/key_slots.h"

#include <algorithm>

#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/recovery_code.h"
#include "sync/log/erasure.h"

namespace hk {

namespace {

/// What a person typed, as slots were made with it.
struct Typed {
  std::string secret;
  SlotKind kind = SlotKind::passphrase;
  std::optional<Error> mistyped;  ///< it looks like a recovery code with a slip
};

Typed read_typed(std::string_view passphrase) {
  auto code = parse_recovery_code(passphrase);
  if (!code) return {std::string(passphrase), SlotKind::passphrase, code.error()};
  if (!*code) return {std::string(passphrase), SlotKind::passphrase, std::nullopt};
  return {std::move(**code), SlotKind::recovery, std::nullopt};
}

bool shares(const KeySlot& a, const KeySlot& b) {
  return a.salt == b.salt && a.cost.operations == b.cost.operations && a.cost.memory_bytes == b.cost.memory_bytes;
}

/// The first slot that opens, with its keys. Errors: as open_slots().
struct Found {
  const StoredSlot* slot;
  Secret secret;
};
Result<Found> find_slot(const std::string& secret, SlotKind kind, const std::vector<StoredSlot>& slots) {
  Error why{ErrorCode::wrong_passphrase, "passphrase", "does not open the names"};
  const KeySlot* derived_for = nullptr;
  std::optional<SlotKey> key;
  for (const StoredSlot& slot : slots) {
    if (slot.what.kind != kind) continue;
    if (derived_for == nullptr || !shares(*derived_for, slot.what.key)) {
      Result<SlotKey> derived = SlotKey::derive(secret, slot.what.key.salt, slot.what.key.cost);
      // A damaged slot must not lock out those whose passphrase opens another.
      if (!derived) {
        why = derived.error();
        continue;
      }
      key = std::move(*derived);
      derived_for = &slot.what.key;
    }
    Result<Secret> opened = key->open(slot.what.key);
    if (opened) return Found{&slot, std::move(*opened)};
    if (opened.error().code != ErrorCode::wrong_passphrase) why = opened.error();
  }
  return tl::unexpected(why);
}

Result<void> needs_names(const KioskStore& store) {
  if (store.unlocked()) return {};
  return fail(ErrorCode::locked, "key slots", "change only while the names are open");
}

/// A slot that was taken away must not open from the bytes it left in the WAL.
Result<void> commit_and_sweep(KioskStore& store, Transaction& transaction) {
  ask_for_sweep(store.database());
  transaction.commit();
  if (const auto swept = store.log().sweep(); !swept && swept.error().code != ErrorCode::busy) return swept;
  return {};
}

void delete_slots_of(Database& db, const NewSlot& slot) {
  Statement remove = db.statement("DELETE FROM key_slot WHERE kind = :kind AND staff IS :staff");
  remove.bind(":kind", static_cast<std::int64_t>(slot.kind));
  if (slot.staff) {
    remove.bind_blob(":staff", slot.staff->view());
  } else {
    remove.bind_null(":staff");
  }
  remove.run();
}

}  // namespace

Result<std::vector<StoredSlot>> read_slots(Database& db) {
  return sqlite_guard(db, [&]() -> Result<std::vector<StoredSlot>> {
    std::vector<StoredSlot> slots;
    Statement query =
        db.statement("SELECT slot, kind, staff, operations, memory_bytes, salt, wrapped FROM key_slot ORDER BY slot");
    while (query.step()) {
      StoredSlot& one = slots.emplace_back();
      one.slot = query.integer(0);
      one.what.kind = static_cast<SlotKind>(query.integer(1));
      if (!query.is_null(2)) one.what.staff = query.id<StaffId>(2);
      one.what.key = {{static_cast<std::uint64_t>(query.integer(3)), static_cast<std::uint64_t>(query.integer(4))},
                      Bytes(query.blob(5)),
                      Bytes(query.blob(6))};
    }
    return slots;
  });
}

Result<UnlockedKeys> open_slots(std::string_view passphrase, const std::vector<StoredSlot>& slots) {
  if (slots.empty()) return fail(ErrorCode::refused, "passphrase", "this device was revoked and holds no keys");
  Typed typed = read_typed(passphrase);
  Result<Found> found = find_slot(typed.secret, typed.kind, slots);
  wipe(typed.secret);
  if (found) {
    HK_ASSIGN(UnlockedKeys keys, decode_keys(found->secret.view()));
    keys.staff = found->slot->what.staff;
    return keys;
  }
  const bool wrong = found.error().code == ErrorCode::wrong_passphrase;
  if (wrong && typed.mistyped) return fail(ErrorCode::wrong_passphrase, typed.mistyped->thing, typed.mistyped->what);
  return tl::unexpected(found.error());
}

Result<NewSlot> make_slot(std::string_view passphrase, const UnlockedKeys& keys, SlotKind kind,
                          const std::vector<StoredSlot>& beside, SlotCost cost) {
  const KeySlot shared = beside.empty() ? KeySlot{cost, make_slot_salt(), {}} : beside.back().what.key;
  HK_ASSIGN(const SlotKey key, SlotKey::derive(passphrase, shared.salt, shared.cost));
  for (const StoredSlot& slot : beside) {
    if (shares(slot.what.key, shared) && key.open(slot.what.key)) {
      return fail(ErrorCode::conflict, "passphrase", "opens the names already: each colleague has one of their own");
    }
  }
  Bytes secret = encode_keys(keys);
  NewSlot slot{key.wrap(secret), kind, keys.staff};
  wipe(secret);
  return slot;
}

SlotCost calibrated_cost(const Clock& clock) {
  constexpr std::int64_t goal_ms = 500;
  constexpr std::int64_t rounds_min = 2;
  constexpr std::int64_t rounds_max = 16;
  constexpr std::uint64_t rounds_tried = 2;
  const SlotCost tried{rounds_tried, SlotCost{}.memory_bytes};
  const std::int64_t before = clock.monotonic_ms();
  if (!SlotKey::derive("how long does this take", make_slot_salt(), tried)) return {};
  const std::int64_t round_ms = std::max<std::int64_t>(1, (clock.monotonic_ms() - before) / rounds_tried);
  return {static_cast<std::uint64_t>(std::clamp(goal_ms / round_ms, rounds_min, rounds_max)), tried.memory_bytes};
}

Result<std::int64_t> insert_slot(Database& db, const NewSlot& slot) {
  return sqlite_guard(db, [&]() -> Result<std::int64_t> {
    Statement insert = db.statement(R"sql(
      INSERT INTO key_slot(operations, memory_bytes, salt, wrapped, kind, staff)
      VALUES(:operations, :memory, :salt, :wrapped, :kind, :staff))sql");
    insert.bind(":operations", static_cast<std::int64_t>(slot.key.cost.operations));
    insert.bind(":memory", static_cast<std::int64_t>(slot.key.cost.memory_bytes));
    insert.bind_blob(":salt", slot.key.salt).bind_blob(":wrapped", slot.key.wrapped);
    insert.bind(":kind", static_cast<std::int64_t>(slot.kind));
    if (slot.staff) insert.bind_blob(":staff", slot.staff->view());
    insert.run();
    return db.last_rowid();
  });
}

Result<void> add_slot(KioskStore& store, const NewSlot& slot) {
  HK_TRY(needs_names(store));
  HK_TRY(insert_slot(store.database(), slot));
  return {};
}

Result<void> replace_slots(KioskStore& store, const NewSlot& slot) {
  HK_TRY(needs_names(store));
  Database& db = store.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    delete_slots_of(db, slot);
    HK_TRY(insert_slot(db, slot));
    return commit_and_sweep(store, transaction);
  });
}

Result<void> remove_slot(KioskStore& store, std::int64_t slot) {
  HK_TRY(needs_names(store));
  Database& db = store.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    db.statement("DELETE FROM key_slot WHERE slot = :slot").bind(":slot", slot).run();
    if (db.changes() == 0) return fail(ErrorCode::not_found, "passphrase", "there is no such one on this device");
    Statement left = db.statement("SELECT count(*) FROM key_slot WHERE kind = 1");
    left.step();
    if (left.integer(0) == 0) {
      return fail(ErrorCode::refused, "passphrase", "is the last: nobody could open the names any more");
    }
    return commit_and_sweep(store, transaction);
  });
}

}  // namespace hk
