#include "sync/log/fingerprint.h"

namespace hk {

// SCHEMA.md says what each table is for. Ids from outside (16 bytes) are interned once; everything else joins integers.
// A projected value stands beside the row number of the change that set it: whoever comes later compares with it.
const Migration log_schema_1{R"sql(
CREATE TABLE programme(
  programme INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK(length(uuid) = 16),
  next_position INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE device(
  device INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL REFERENCES programme,
  uuid BLOB NOT NULL CHECK(length(uuid) = 16),
  UNIQUE(programme, uuid)
) STRICT;
CREATE TABLE change(
  change INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL REFERENCES programme,
  id BLOB NOT NULL CHECK(length(id) = 16),
  hlc INTEGER NOT NULL,
  hlc_accepted INTEGER,
  kind INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  position INTEGER,
  wall_ms INTEGER NOT NULL,
  received_at_ms INTEGER,
  mac_key INTEGER NOT NULL,
  core BLOB NOT NULL,
  mac BLOB NOT NULL,
  sealed_digest BLOB,
  sealed BLOB,
  signature BLOB,
  signer BLOB,
  UNIQUE(programme, id),
  UNIQUE(device, epoch, seq)
) STRICT;
CREATE UNIQUE INDEX change_feed ON change(programme, position) WHERE position IS NOT NULL;

CREATE TABLE code(
  code INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE session(
  session INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL REFERENCES programme,
  uuid BLOB NOT NULL CHECK(length(uuid) = 16),
  what_change INTEGER REFERENCES change, workshop TEXT, activity TEXT, site TEXT, kind INTEGER,
  when_change INTEGER REFERENCES change, local_date INTEGER, utc_offset_min INTEGER, start_ms INTEGER,
  planned_end_ms INTEGER,
  who_change INTEGER REFERENCES change, leaders BLOB, partners TEXT,
  extras_change INTEGER REFERENCES change, goal_area TEXT, language_training INTEGER, origin INTEGER,
  state_change INTEGER REFERENCES change, state INTEGER, end_ms INTEGER,
  UNIQUE(programme, uuid)
) STRICT;
CREATE INDEX session_date ON session(programme, local_date);
CREATE TABLE participant(
  participant INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL REFERENCES programme,
  uuid BLOB NOT NULL CHECK(length(uuid) = 16),
  UNIQUE(programme, uuid)
) STRICT;
CREATE TABLE participant_change(
  participant INTEGER NOT NULL REFERENCES participant,
  change INTEGER NOT NULL REFERENCES change,
  PRIMARY KEY(participant, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE check_in(
  session INTEGER NOT NULL REFERENCES session,
  participant INTEGER NOT NULL REFERENCES participant,
  change INTEGER NOT NULL REFERENCES change,
  category INTEGER NOT NULL REFERENCES code,
  gender INTEGER NOT NULL REFERENCES code,
  area INTEGER NOT NULL REFERENCES code,
  way INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  PRIMARY KEY(session, participant, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE check_in_withdrawal(
  programme INTEGER NOT NULL REFERENCES programme,
  check_in BLOB NOT NULL,
  PRIMARY KEY(programme, check_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE check_in_correction(
  programme INTEGER NOT NULL REFERENCES programme,
  check_in BLOB NOT NULL,
  change INTEGER NOT NULL REFERENCES change,
  category INTEGER NOT NULL REFERENCES code,
  gender INTEGER NOT NULL REFERENCES code,
  area INTEGER NOT NULL REFERENCES code,
  PRIMARY KEY(programme, check_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE headcount(
  session INTEGER NOT NULL REFERENCES session,
  figure INTEGER NOT NULL,
  category INTEGER NOT NULL REFERENCES code,
  counter INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES change,
  total INTEGER NOT NULL,
  PRIMARY KEY(session, figure, category, counter)
) STRICT, WITHOUT ROWID;
CREATE TABLE headcount_correction(
  session INTEGER NOT NULL REFERENCES session,
  change INTEGER NOT NULL REFERENCES change,
  figure INTEGER NOT NULL,
  category INTEGER NOT NULL REFERENCES code,
  delta INTEGER NOT NULL,
  PRIMARY KEY(session, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_note(
  session INTEGER NOT NULL REFERENCES session,
  prompt TEXT NOT NULL,
  change INTEGER NOT NULL REFERENCES change,
  PRIMARY KEY(session, prompt)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_link(
  a INTEGER NOT NULL REFERENCES session,
  b INTEGER NOT NULL REFERENCES session,
  change INTEGER NOT NULL REFERENCES change,
  linked INTEGER NOT NULL,
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE TABLE participant_link(
  a INTEGER NOT NULL REFERENCES participant,
  b INTEGER NOT NULL REFERENCES participant,
  change INTEGER NOT NULL REFERENCES change,
  linked INTEGER NOT NULL,
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue(
  programme INTEGER NOT NULL REFERENCES programme,
  type INTEGER NOT NULL,
  code TEXT NOT NULL,
  change INTEGER NOT NULL REFERENCES change,
  place INTEGER NOT NULL,
  pictogram TEXT NOT NULL,
  workshop TEXT NOT NULL,
  kind INTEGER,
  goal_area TEXT NOT NULL,
  retired INTEGER NOT NULL,
  PRIMARY KEY(programme, type, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue_label(
  programme INTEGER NOT NULL REFERENCES programme,
  type INTEGER NOT NULL,
  code TEXT NOT NULL,
  language TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY(programme, type, code, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE programme_setting(
  programme INTEGER NOT NULL REFERENCES programme,
  field TEXT NOT NULL,
  change INTEGER NOT NULL REFERENCES change,
  value TEXT NOT NULL,
  PRIMARY KEY(programme, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE schedule(
  programme INTEGER NOT NULL REFERENCES programme,
  entry TEXT NOT NULL,
  change INTEGER NOT NULL REFERENCES change,
  activity TEXT NOT NULL,
  site TEXT NOT NULL,
  weekday INTEGER NOT NULL,
  start_min INTEGER NOT NULL,
  end_min INTEGER NOT NULL,
  leaders BLOB NOT NULL,
  retired INTEGER NOT NULL,
  PRIMARY KEY(programme, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE approved_device(
  programme INTEGER NOT NULL REFERENCES programme,
  device INTEGER NOT NULL REFERENCES device,
  change INTEGER NOT NULL REFERENCES change,
  label TEXT NOT NULL,
  ed25519_public BLOB NOT NULL,
  x25519_public BLOB NOT NULL,
  PRIMARY KEY(programme, device)
) STRICT, WITHOUT ROWID;
)sql"};

// Whom the programme trusts, and whom it has forgotten.
const Migration log_schema_2{R"sql(
ALTER TABLE change ADD COLUMN ordinal INTEGER;
CREATE INDEX change_unfolded ON change(change) WHERE kind = 0;
CREATE TABLE revoked_device(
  programme INTEGER NOT NULL REFERENCES programme,
  device INTEGER NOT NULL REFERENCES device,
  change INTEGER NOT NULL REFERENCES change,
  PRIMARY KEY(programme, device)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff(
  programme INTEGER NOT NULL REFERENCES programme,
  staff BLOB NOT NULL CHECK(length(staff) = 16),
  change INTEGER NOT NULL REFERENCES change,
  role INTEGER NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY(programme, staff)
) STRICT, WITHOUT ROWID;
CREATE TABLE coordinator_grant(
  programme INTEGER NOT NULL REFERENCES programme,
  public_key BLOB NOT NULL CHECK(length(public_key) = 32),
  change INTEGER NOT NULL REFERENCES change,
  staff BLOB NOT NULL,
  PRIMARY KEY(programme, public_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE coordinator_withdrawal(
  programme INTEGER NOT NULL REFERENCES programme,
  public_key BLOB NOT NULL CHECK(length(public_key) = 32),
  PRIMARY KEY(programme, public_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE key_rotation(
  programme INTEGER NOT NULL REFERENCES programme,
  change INTEGER NOT NULL REFERENCES change,
  key_id INTEGER NOT NULL,
  PRIMARY KEY(programme, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE erased_participant(
  participant INTEGER PRIMARY KEY REFERENCES participant
) STRICT;
CREATE TABLE unswept(
  id INTEGER PRIMARY KEY CHECK(id = 1)
) STRICT;
)sql"};

// Sums to compare logs by, and where to find what is pushed before its turn (ahead.h).
const Migration log_schema_3{R"sql(
CREATE TABLE log_sum(
  programme INTEGER PRIMARY KEY REFERENCES programme,
  begun_ms INTEGER NOT NULL,
  through INTEGER NOT NULL,
  fingerprint BLOB NOT NULL CHECK(length(fingerprint) = 24)
) STRICT;
CREATE INDEX change_ahead ON change(device, epoch, seq) WHERE kind IN (17, 20, 23);
)sql"};

// How far a log is folded whose folds lag; those of a kiosk do not.
const Migration log_schema_4{R"sql(
CREATE TABLE folded(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  through INTEGER NOT NULL
) STRICT;
INSERT INTO folded SELECT 1, ifnull(max(change), 0) FROM change;
)sql"};

// What left the programme as a report.
const Migration log_schema_5{R"sql(
CREATE TABLE export(
  programme INTEGER NOT NULL REFERENCES programme,
  change INTEGER NOT NULL REFERENCES change,
  period TEXT NOT NULL,
  internal INTEGER NOT NULL,
  PRIMARY KEY(programme, change)
) STRICT, WITHOUT ROWID;
)sql"};

// Changes of a known kind that hold more than the program that folded them could read.
const Migration log_schema_6{R"sql(
CREATE TABLE partly_known(
  change INTEGER PRIMARY KEY REFERENCES change
) STRICT;
)sql"};

// Everything that somebody came to, without reading everything that anybody came to.
const Migration log_schema_7{R"sql(
CREATE INDEX check_in_participant ON check_in(participant, withdrawn);
)sql"};

}  // namespace hk
