/**
 * The first schema. `application` is what the journal sorts, filters and searches by, one narrow row a child; the full
 * record lies apart in `application_record`. Sort keys and the searched text are made in TypeScript, because SQLite can
 * neither order nor fold Kazakh letters (practices.md §4). Outbox ids come from AUTOINCREMENT: never used twice, no gaps.
 */
export const FIRST = `
CREATE TABLE device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  client_id TEXT NOT NULL,
  instance TEXT NOT NULL,
  previous_instance TEXT NOT NULL,
  machine TEXT NOT NULL,
  private_key BLOB,
  server_id TEXT,
  desk_id TEXT,
  desk_code TEXT,
  district TEXT,
  mode TEXT CHECK (mode IN ('desk', 'kiosk')),
  slip_key TEXT,
  cursor TEXT,
  scope TEXT,
  clock_offset_ms INTEGER,
  policy TEXT NOT NULL DEFAULT 'classic',
  last_sync_at TEXT
) STRICT;

CREATE TABLE session (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  token TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE challenge (
  challenge TEXT PRIMARY KEY,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  mutation_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL,
  args_schema INTEGER NOT NULL,
  session TEXT NOT NULL,
  created_at TEXT NOT NULL,
  clock_offset_ms INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT
) STRICT;

CREATE TABLE acknowledged (
  uuid TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  mutation_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  args TEXT NOT NULL,
  args_schema INTEGER NOT NULL,
  session TEXT NOT NULL,
  created_at TEXT NOT NULL,
  clock_offset_ms INTEGER,
  acknowledged_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX acknowledged_at ON acknowledged (acknowledged_at);

CREATE TABLE mutation_result (
  uuid TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  mutation_id INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  body TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
  uuid TEXT PRIMARY KEY,
  mutation_uuid TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('saved', 'received', 'refused')),
  label TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  signed_xml TEXT NOT NULL,
  signer_iin TEXT NOT NULL,
  signer_name TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  desk_time TEXT NOT NULL,
  clock_offset_ms INTEGER,
  session TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_by_name TEXT NOT NULL,
  applicant_iin TEXT NOT NULL,
  outcome TEXT,
  settled_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE application (
  row INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  submission_uuid TEXT,
  child_index INTEGER NOT NULL,
  version INTEGER NOT NULL,
  id INTEGER,
  number TEXT,
  label TEXT,
  district TEXT NOT NULL,
  kind TEXT NOT NULL,
  group_year INTEGER NOT NULL,
  child_name TEXT NOT NULL,
  child_sort TEXT NOT NULL,
  child_iin TEXT NOT NULL,
  applicant_name TEXT NOT NULL,
  applicant_sort TEXT NOT NULL,
  applicant_iin TEXT NOT NULL,
  owners TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  filed_at TEXT NOT NULL,
  status TEXT,
  status_rank INTEGER NOT NULL,
  submission TEXT NOT NULL CHECK (submission IN ('saved', 'received', 'refused')),
  refusal TEXT,
  benefit TEXT NOT NULL,
  queue_class TEXT NOT NULL,
  settlement TEXT NOT NULL,
  settlement_sort TEXT NOT NULL,
  referral_kind TEXT,
  referral_until TEXT,
  queue_number INTEGER,
  search TEXT NOT NULL
) STRICT;
CREATE INDEX application_id ON application (id);
CREATE INDEX application_number ON application (number);
CREATE INDEX application_child ON application (child_sort);
CREATE INDEX application_child_iin ON application (child_iin);
CREATE INDEX application_applicant ON application (applicant_sort);
CREATE INDEX application_filed ON application (filed_at);
CREATE INDEX application_born ON application (birth_date);
CREATE INDEX application_cell ON application (district, kind, group_year, status);
CREATE INDEX application_submission ON application (submission_uuid);

CREATE VIRTUAL TABLE application_search USING fts5(text, tokenize = 'trigram case_sensitive 1');
INSERT INTO application_search (application_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE application_record (
  uuid TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX history_application ON history (application, sequence);

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX document_application ON document (application, issued_at);

CREATE TABLE unread (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  owner TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  uploaded_at TEXT,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE label_counter (
  day TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  session TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  facts TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
`;
