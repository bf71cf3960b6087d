#include <array>

#include "sync/log/fingerprint.h"
#include "sync/server/server_store.h"

namespace hk {

// Keys start with the account, because a programme is the unit of sharding (protocol.md, "Scale"); a token is looked up
// before anyone knows whose it is, so it stands alone.
const Migration server_schema_1{R"sql(
CREATE TABLE server(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  server_id BLOB NOT NULL CHECK(length(server_id) = 16),
  cursor_key BLOB NOT NULL CHECK(length(cursor_key) = 32)
) STRICT;
CREATE TABLE programme_account(
  account INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  founder_code_hash BLOB NOT NULL UNIQUE CHECK(length(founder_code_hash) = 32),
  fingerprint_key BLOB NOT NULL CHECK(length(fingerprint_key) = 32),
  created_ms INTEGER NOT NULL,
  programme BLOB UNIQUE CHECK(length(programme) = 16),
  root_key BLOB CHECK(length(root_key) = 32),
  founder BLOB CHECK(length(founder) = 16),
  founder_key BLOB CHECK(length(founder_key) = 32)
) STRICT;
CREATE TABLE device_token(
  token_hash BLOB PRIMARY KEY CHECK(length(token_hash) = 32),
  account INTEGER NOT NULL REFERENCES programme_account,
  device BLOB NOT NULL CHECK(length(device) = 16),
  ed25519_public BLOB NOT NULL,
  x25519_public BLOB NOT NULL,
  label TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  UNIQUE(account, device)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_mark(
  account INTEGER NOT NULL REFERENCES programme_account,
  device BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  received_through INTEGER NOT NULL,
  PRIMARY KEY(account, device, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine(
  account INTEGER NOT NULL REFERENCES programme_account,
  device BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  core BLOB NOT NULL,
  sealed BLOB NOT NULL,
  sealed_digest BLOB NOT NULL,
  mac BLOB NOT NULL,
  mac_key INTEGER NOT NULL,
  signature BLOB NOT NULL,
  signer BLOB NOT NULL,
  PRIMARY KEY(account, device, epoch, seq)
) STRICT;
CREATE TABLE device_contact(
  account INTEGER NOT NULL REFERENCES programme_account,
  device BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  oldest_pending_ms INTEGER NOT NULL,
  app_version TEXT NOT NULL,
  wall_time_ms INTEGER NOT NULL,
  PRIMARY KEY(account, device)
) STRICT, WITHOUT ROWID;
)sql"};

const Migration server_schema_2{R"sql(
CREATE TABLE invitation(
  code_hash BLOB PRIMARY KEY CHECK(length(code_hash) = 32),
  account INTEGER NOT NULL REFERENCES programme_account,
  expires_ms INTEGER NOT NULL,
  device BLOB CHECK(length(device) = 16),
  device_key BLOB CHECK(length(device_key) = 32)
) STRICT, WITHOUT ROWID;
ALTER TABLE device_token ADD COLUMN mac BLOB CHECK(length(mac) = 32);
ALTER TABLE device_token ADD COLUMN mac_key INTEGER NOT NULL DEFAULT 0;
)sql"};

const Migration server_schema_3{R"sql(
ALTER TABLE invitation ADD COLUMN asked_by BLOB CHECK(length(asked_by) = 16);
ALTER TABLE device_token ADD COLUMN asked_by BLOB CHECK(length(asked_by) = 16);
ALTER TABLE device_token ADD COLUMN approval_box BLOB;
ALTER TABLE device_token ADD COLUMN approval_signature BLOB;
)sql"};

std::span<const Migration> server_schema() {
  static const std::array schema{log_schema_1, server_schema_1, server_schema_2, log_schema_2, server_schema_3,
                                 log_schema_3, log_schema_4,    log_schema_5,    log_schema_6, log_schema_7};
  return schema;
}

}  // namespace hk
