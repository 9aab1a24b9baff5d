/**
 * What entering data needs beyond the records themselves: answers to doubts and values of a site's own items with each
 * record, drafts, queries, checks against the source, second entries, settings of the registry, and where a case that
 * turned out to be another one's patient was merged into.
 */
export const dataEntry = `
ALTER TABLE cases ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE cases ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE identity ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE identity ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE diagnosis ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE diagnosis ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE manifestation ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE manifestation ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE history ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE history ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE antibody ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE antibody ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE visit ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE visit ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE laboratory ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE laboratory ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE pft ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE pft ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE walk_test ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE walk_test ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE imaging ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE imaging ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE procedure ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE procedure ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE treatment ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE treatment ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE dose_step ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE dose_step ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE infusion ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE infusion ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE approval ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE approval ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE event ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE event ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE note ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE note ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE attachment ADD COLUMN confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed));
ALTER TABLE attachment ADD COLUMN site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values));
ALTER TABLE dose_step ADD COLUMN over_days INTEGER;
ALTER TABLE registry ADD COLUMN settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings));
CREATE INDEX audit_case ON audit (case_id, operation_id) WHERE case_id IS NOT NULL;
CREATE INDEX audit_operation ON audit (operation_id);

CREATE TABLE draft (
  actor TEXT NOT NULL,
  place TEXT NOT NULL,
  case_id TEXT REFERENCES cases (id),
  form TEXT,
  title TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  base_version INTEGER,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (actor, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_item (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  voided_at TEXT,
  void_reason TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('item', 'measure')),
  form TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE TABLE data_query (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  form TEXT NOT NULL,
  record_id TEXT NOT NULL,
  item TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'closed'))
) STRICT;
CREATE INDEX data_query_case ON data_query (case_id);
CREATE INDEX data_query_record ON data_query (record_id);

CREATE TABLE data_query_message (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  query_id TEXT NOT NULL REFERENCES data_query (id),
  written_at TEXT NOT NULL,
  written_by TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'answer', 'closing', 'reopening')),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX data_query_message_query ON data_query_message (query_id);

CREATE TABLE source_check (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  form TEXT NOT NULL,
  record_id TEXT NOT NULL,
  record_version INTEGER NOT NULL,
  checked_at TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX source_check_record ON source_check (record_id);

CREATE TABLE second_entry (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  answers TEXT NOT NULL CHECK (json_valid(answers))
) STRICT;
CREATE INDEX second_entry_case ON second_entry (case_id);

ALTER TABLE cases ADD COLUMN merged_into TEXT REFERENCES cases (id);
CREATE INDEX cases_merged_into ON cases (merged_into) WHERE merged_into IS NOT NULL;
`
