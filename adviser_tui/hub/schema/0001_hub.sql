-- The hub's tables. Only what SQLite and PostgreSQL read alike: TEXT and BIGINT, no own types.
-- Moments in `..._ms` are milliseconds since 1970, in `..._at` UTC text. Flags are 0 or 1.

CREATE TABLE hub_state (
  k BIGINT PRIMARY KEY,
  hub_id TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  restore_counter BIGINT NOT NULL DEFAULT 0,
  next_dev_no BIGINT NOT NULL DEFAULT 1,
  made_at TEXT NOT NULL
);

CREATE TABLE hub_setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE team (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT
);

-- A person. The id is also that of the adviser row that stands for them in everybody's caseload.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  made_at TEXT NOT NULL,
  ended_at TEXT
);

CREATE TABLE membership (
  account TEXT NOT NULL REFERENCES account (id),
  team BIGINT NOT NULL REFERENCES team (id),
  PRIMARY KEY (account, team)
);

-- state: active, draining (may only deliver), revoked.
CREATE TABLE device (
  dev_no BIGINT PRIMARY KEY,
  device_id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'active',
  token_hash TEXT NOT NULL UNIQUE,
  token_ms BIGINT NOT NULL DEFAULT 0,
  next_hash TEXT UNIQUE,
  next_ms BIGINT NOT NULL DEFAULT 0,
  acked BIGINT NOT NULL DEFAULT 0,
  chain TEXT NOT NULL DEFAULT '0000000000000000000000000000000000000000000000000000000000000000',
  erase_cursor BIGINT NOT NULL DEFAULT 0,
  app TEXT NOT NULL DEFAULT '',
  schema BIGINT NOT NULL DEFAULT 0,
  enrolled_at TEXT NOT NULL,
  seen_ms BIGINT NOT NULL DEFAULT 0,
  after_dev_no BIGINT,
  revoked_at TEXT,
  wipe_nonce TEXT,
  courier_sign TEXT NOT NULL DEFAULT '',
  courier_box TEXT NOT NULL DEFAULT ''
);
CREATE INDEX device_account ON device (account);

-- handle: the part of a code that finds it, so that wrong guesses at the rest can be counted.
CREATE TABLE code (
  hash TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (id),
  made_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  used_ms BIGINT,
  tries BIGINT NOT NULL DEFAULT 0
);

-- n stands for the name in the feed; head is the last number given out, floor the oldest cursor
-- that can still be served.
CREATE TABLE scope (
  n BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  head BIGINT NOT NULL DEFAULT 0,
  floor BIGINT NOT NULL DEFAULT 0
);

-- Where an aggregate is shared; its team is told by the home `team:17` or `lead:17` among them.
CREATE TABLE agg_home (
  agg TEXT NOT NULL,
  home TEXT NOT NULL,
  PRIMARY KEY (agg, home)
);
CREATE INDEX agg_home_home ON agg_home (home);

-- A row as devices know it: `fields` its values, `versions` who changed what last, both JSON.
CREATE TABLE row_state (
  id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  agg TEXT NOT NULL,
  made_by BIGINT NOT NULL,
  fields TEXT NOT NULL,
  versions TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  schema BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX row_state_agg ON row_state (agg);

-- One pointer a row and scope, never a log. op: put, leave (a whole aggregate), gone (one row).
CREATE TABLE feed (
  scope BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  row_id TEXT NOT NULL,
  op TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (scope, seq)
);
CREATE UNIQUE INDEX feed_row ON feed (scope, row_id);

-- What became of a change, until its device has confirmed that it knows.
CREATE TABLE outcome (
  dev_no BIGINT NOT NULL,
  lseq BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '{}',
  agg TEXT NOT NULL DEFAULT '',
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (dev_no, lseq)
);
CREATE INDEX outcome_agg ON outcome (agg);

-- Changes that wait for the row `waits_for` to arrive.
CREATE TABLE held (
  dev_no BIGINT NOT NULL,
  lseq BIGINT NOT NULL,
  row_id TEXT NOT NULL,
  waits_for TEXT NOT NULL,
  agg TEXT NOT NULL,
  account TEXT NOT NULL,
  change TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (dev_no, lseq)
);
CREATE INDEX held_waits_for ON held (waits_for);
CREATE INDEX held_agg ON held (agg);
CREATE INDEX held_row ON held (row_id);

-- state: open, accepted, rejected. home is where it was meant to go, so that a lead can find it.
-- With waits_for filled it is tried again by itself when that row arrives.
CREATE TABLE quarantine (
  id TEXT PRIMARY KEY,
  dev_no BIGINT NOT NULL,
  lseq BIGINT NOT NULL,
  account TEXT NOT NULL,
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  agg TEXT NOT NULL,
  home TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL,
  waits_for TEXT NOT NULL DEFAULT '',
  change TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  settled_by TEXT NOT NULL DEFAULT '',
  settled_ms BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX quarantine_state ON quarantine (state, home);
CREATE INDEX quarantine_agg ON quarantine (agg);
CREATE INDEX quarantine_device ON quarantine (dev_no, state);
CREATE INDEX quarantine_row ON quarantine (row_id);
CREATE INDEX quarantine_waits_for ON quarantine (waits_for);

CREATE TABLE erasure (
  n BIGINT PRIMARY KEY,
  agg_hash TEXT NOT NULL UNIQUE,
  at_ms BIGINT NOT NULL,
  reason TEXT NOT NULL DEFAULT ''
);

-- The rows of erased aggregates, as hashes, so that a late change of one is known for what it is.
CREATE TABLE erased_row (
  row_hash TEXT PRIMARY KEY,
  n BIGINT NOT NULL
);

CREATE TABLE audit (
  n BIGINT PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '{}',
  chain TEXT NOT NULL
);

CREATE TABLE lease (
  dev_no BIGINT PRIMARY KEY,
  until_ms BIGINT NOT NULL
);
