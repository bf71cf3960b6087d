#include "sync/client/sync_client.h"

namespace hk {

// Follows log_schema_1. Nothing here is ever synced: it is this device's own word on how far things have come.
const Migration client_schema_1{R"sql(
CREATE TABLE own_device(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  programme BLOB NOT NULL CHECK(length(programme) = 16),
  device BLOB NOT NULL CHECK(length(device) = 16),
  epoch INTEGER NOT NULL,
  root_key BLOB NOT NULL CHECK(length(root_key) = 32),
  server_url TEXT,
  server_id BLOB CHECK(length(server_id) = 16),
  token TEXT,
  fingerprint_key BLOB CHECK(length(fingerprint_key) = 32),
  cursor BLOB,
  cursor_position INTEGER NOT NULL DEFAULT 0,
  last_contact_ms INTEGER,
  all_sent_ms INTEGER,
  clock_offset_ms INTEGER,
  last_result INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE mark(
  epoch INTEGER PRIMARY KEY,
  received_through INTEGER NOT NULL
) STRICT;
CREATE TABLE quarantined(
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY(epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE refused(
  device BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  reason TEXT NOT NULL,
  core BLOB NOT NULL,
  sealed BLOB NOT NULL,
  sealed_digest BLOB NOT NULL,
  mac BLOB NOT NULL,
  mac_key INTEGER NOT NULL,
  signature BLOB NOT NULL,
  signer BLOB NOT NULL,
  PRIMARY KEY(device, epoch, seq)
) STRICT;
)sql"};

const Migration client_schema_2{R"sql(
ALTER TABLE own_device ADD COLUMN ca_pem TEXT NOT NULL DEFAULT '';
ALTER TABLE own_device ADD COLUMN pin TEXT NOT NULL DEFAULT '';
ALTER TABLE own_device ADD COLUMN last_failure TEXT NOT NULL DEFAULT '';
)sql"};

const Migration client_schema_3{R"sql(
CREATE TABLE device_state(
  device BLOB PRIMARY KEY CHECK(length(device) = 16),
  place INTEGER NOT NULL,
  label TEXT NOT NULL,
  last_contact_ms INTEGER NOT NULL,
  received_through INTEGER NOT NULL,
  pending INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE enrolment(
  device BLOB PRIMARY KEY CHECK(length(device) = 16),
  place INTEGER NOT NULL,
  label TEXT NOT NULL,
  ed25519_public BLOB NOT NULL,
  x25519_public BLOB NOT NULL,
  mac BLOB NOT NULL,
  mac_key INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql"};

const Migration client_schema_4{R"sql(
ALTER TABLE refused ADD COLUMN hlc_accepted INTEGER;
)sql"};

const Migration client_schema_5{R"sql(
ALTER TABLE own_device ADD COLUMN compared_ms INTEGER;
ALTER TABLE own_device ADD COLUMN agrees INTEGER;
)sql"};

}  // namespace hk
