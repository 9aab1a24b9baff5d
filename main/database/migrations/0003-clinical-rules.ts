/** What the clinical rules ask for that was not asked for before, and what a clinician makes of their verdicts. */
export const clinicalRules = `
ALTER TABLE pft ADD COLUMN height REAL;
ALTER TABLE pft ADD COLUMN height_unit TEXT;
ALTER TABLE pft ADD COLUMN frc REAL;
ALTER TABLE pft ADD COLUMN frc_unit TEXT;
ALTER TABLE pft ADD COLUMN dlco_attempt TEXT;
ALTER TABLE pft ADD COLUMN reported_set TEXT;
ALTER TABLE visit ADD COLUMN respiratory_change TEXT;
ALTER TABLE imaging ADD COLUMN fibrosis TEXT;
ALTER TABLE imaging ADD COLUMN reticulation TEXT;
ALTER TABLE imaging ADD COLUMN progression_signs TEXT CHECK (json_valid(progression_signs));
ALTER TABLE procedure ADD COLUMN muscle_findings TEXT CHECK (json_valid(muscle_findings));
ALTER TABLE procedure ADD COLUMN lung_findings TEXT CHECK (json_valid(lung_findings));
ALTER TABLE procedure ADD COLUMN emg_finding TEXT;
ALTER TABLE diagnosis ADD COLUMN others_excluded TEXT;
ALTER TABLE cases ADD COLUMN onset_age_band TEXT;

CREATE TABLE judgment (
  id TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  voided_at TEXT,
  void_reason TEXT,
  source TEXT NOT NULL CHECK (source IN ('recorded', 'illustrative', 'synthetic')),
  comment TEXT,
  missing TEXT NOT NULL CHECK (json_valid(missing)),
  confirmed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(confirmed)),
  site_values TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(site_values)),
  rule TEXT,
  judged_on TEXT CHECK (judged_on GLOB '[0-9][0-9][0-9][0-9]' OR judged_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR judged_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  as_of TEXT CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]' OR as_of GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR as_of GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  verdict TEXT,
  reason TEXT,
  computed TEXT,
  rule_version TEXT,
  rests_on TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX judgment_case ON judgment (case_id);
`
