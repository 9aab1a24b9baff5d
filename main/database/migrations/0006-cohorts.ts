/** Cohorts: what each version of one was, and the data cuts that were taken of it. */
export const cohorts = `
CREATE TABLE cohort (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  voided_at TEXT,
  void_reason TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE TABLE cohort_version (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES cohort (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  saved_at TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  UNIQUE (cohort_id, number)
) STRICT;
CREATE TRIGGER cohort_version_keeps_update BEFORE UPDATE ON cohort_version BEGIN
  SELECT RAISE(ABORT, 'a version of a cohort is never changed');
END;

-- What it holds besides the audit chain is what a run depends on that is no record: the day, the settings.
CREATE TABLE data_cut (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL,
  cohort_version INTEGER NOT NULL,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  today TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  audit_entries INTEGER NOT NULL,
  audit_head TEXT NOT NULL,
  cases INTEGER NOT NULL,
  hash TEXT NOT NULL,
  FOREIGN KEY (cohort_id, cohort_version) REFERENCES cohort_version (cohort_id, number)
) STRICT;
CREATE INDEX data_cut_cohort ON data_cut (cohort_id);
CREATE TRIGGER data_cut_keeps_update BEFORE UPDATE ON data_cut BEGIN
  SELECT RAISE(ABORT, 'a data cut is never changed');
END;
`
