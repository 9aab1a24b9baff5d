/** Who may do what, what was signed, and the secrets that have to outlive a change of the data key. */
export const trust = `
CREATE TABLE registry_user (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  rights TEXT NOT NULL CHECK (json_valid(rights)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;

CREATE TABLE signature (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  visit_id TEXT REFERENCES visit (id),
  user_id TEXT NOT NULL REFERENCES registry_user (id),
  user_name TEXT NOT NULL,
  meaning TEXT NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  signed_at TEXT NOT NULL
) STRICT;
CREATE INDEX signature_case ON signature (case_id);
CREATE INDEX signature_visit ON signature (visit_id) WHERE visit_id IS NOT NULL;
CREATE TRIGGER signature_keeps_update BEFORE UPDATE ON signature BEGIN
  SELECT RAISE(ABORT, 'a signature is never changed');
END;

CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- An operation is found by its label; its other rows follow in the chain. Each saving writes a tenth fewer pages.
DROP INDEX audit_operation;
CREATE INDEX audit_event ON audit (kind, operation_id) WHERE table_name IS NULL;

INSERT INTO secret (name, value) VALUES ('date-shift', lower(hex(randomblob(32))));

-- Rows of cases with names hold them marked from now on: each is made anew when it is next asked for.
UPDATE case_row SET valid_until = '' WHERE case_id IN (SELECT case_id FROM identity);
`
