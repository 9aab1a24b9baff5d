/**
 * The first schema. One table for each form of the data dictionary (a test holds the two against each other), the audit
 * chain, and the case table with its index for searching, both computed from the records.
 */
export const first = `CREATE TABLE schema_history (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at TEXT NOT NULL,
  app_version TEXT NOT NULL
) STRICT;

CREATE TABLE registry (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  operation TEXT NOT NULL,
  operation_id TEXT NOT NULL,
  reason TEXT,
  kind TEXT NOT NULL,
  table_name TEXT,
  row_id TEXT,
  case_id TEXT,
  before TEXT,
  after TEXT,
  mac TEXT NOT NULL
) STRICT;
CREATE INDEX audit_row ON audit (row_id) WHERE row_id IS NOT NULL;
CREATE TRIGGER audit_keeps_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is never changed');
END;
CREATE TRIGGER audit_keeps_delete BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is never changed');
END;

CREATE TABLE cases (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  voided_at TEXT,
  void_reason TEXT,
  source TEXT NOT NULL CHECK (source IN ('recorded', 'illustrative', 'synthetic')),
  comment TEXT,
  missing TEXT NOT NULL CHECK (json_valid(missing)),
  code TEXT NOT NULL UNIQUE,
  site TEXT,
  enrolled_on TEXT CHECK (enrolled_on GLOB '[0-9][0-9][0-9][0-9]' OR enrolled_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR enrolled_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  status TEXT,
  status_on TEXT CHECK (status_on GLOB '[0-9][0-9][0-9][0-9]' OR status_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR status_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  referring_reason TEXT,
  consent TEXT,
  consent_on TEXT CHECK (consent_on GLOB '[0-9][0-9][0-9][0-9]' OR consent_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR consent_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  consent_version TEXT,
  consent_scope TEXT CHECK (json_valid(consent_scope)),
  sex TEXT,
  birth_date TEXT CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]' OR birth_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR birth_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reference_group TEXT,
  height REAL,
  height_unit TEXT,
  smoking TEXT,
  pack_years REAL,
  first_symptom_on TEXT CHECK (first_symptom_on GLOB '[0-9][0-9][0-9][0-9]' OR first_symptom_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR first_symptom_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE TABLE identity (
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
  family_name TEXT,
  given_names TEXT,
  record_number TEXT,
  contact TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX identity_case ON identity (case_id);

CREATE TABLE diagnosis (
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
  kind TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  certainty TEXT,
  basis TEXT,
  code TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX diagnosis_case ON diagnosis (case_id);

CREATE TABLE manifestation (
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
  term TEXT,
  status TEXT,
  onset TEXT CHECK (onset GLOB '[0-9][0-9][0-9][0-9]' OR onset GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR onset GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  observed_on TEXT CHECK (observed_on GLOB '[0-9][0-9][0-9][0-9]' OR observed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR observed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX manifestation_case ON manifestation (case_id);

CREATE TABLE history (
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
  condition TEXT,
  description TEXT,
  onset TEXT CHECK (onset GLOB '[0-9][0-9][0-9][0-9]' OR onset GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR onset GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  contraindicates TEXT CHECK (json_valid(contraindicates)),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX history_case ON history (case_id);

CREATE TABLE antibody (
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
  specificity TEXT,
  result TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  assay TEXT,
  intensity TEXT,
  titre INTEGER,
  titre_comparator TEXT CHECK (titre_comparator IN ('<', '>')),
  value REAL,
  value_comparator TEXT CHECK (value_comparator IN ('<', '>')),
  unit TEXT,
  pattern TEXT CHECK (json_valid(pattern)),
  laboratory TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX antibody_case ON antibody (case_id);

CREATE TABLE visit (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT,
  clinician TEXT,
  mmrc INTEGER,
  cough TEXT,
  arthralgia TEXT,
  myalgia TEXT,
  weight REAL,
  weight_unit TEXT,
  systolic INTEGER,
  diastolic INTEGER,
  heart_rate INTEGER,
  temperature REAL,
  spo2_rest INTEGER,
  spo2_exertion INTEGER,
  oxygen_rest REAL,
  oxygen_exertion REAL,
  physician_global REAL,
  patient_global REAL,
  haq_di REAL,
  mmt8 INTEGER,
  mmt8_range TEXT,
  extramuscular_vas REAL,
  kbild_total REAL,
  sgrq_total REAL,
  assessment TEXT,
  plan TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX visit_case ON visit (case_id);

CREATE TABLE laboratory (
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
  test TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  value REAL,
  value_comparator TEXT CHECK (value_comparator IN ('<', '>')),
  unit TEXT,
  ref_low REAL,
  ref_high REAL,
  laboratory TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX laboratory_case ON laboratory (case_id);

CREATE TABLE pft (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  fvc REAL,
  fvc_unit TEXT,
  fvc_pct REAL,
  fev1 REAL,
  fev1_unit TEXT,
  fev1_pct REAL,
  tlc REAL,
  tlc_unit TEXT,
  tlc_pct REAL,
  rv REAL,
  rv_unit TEXT,
  rv_pct REAL,
  dlco REAL,
  dlco_unit TEXT,
  dlco_pct REAL,
  dlco_basis TEXT,
  kco REAL,
  kco_unit TEXT,
  kco_pct REAL,
  va REAL,
  va_unit TEXT,
  va_pct REAL,
  haemoglobin REAL,
  haemoglobin_unit TEXT,
  bronchodilator TEXT,
  quality TEXT,
  effort_note TEXT,
  laboratory TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX pft_case ON pft (case_id);

CREATE TABLE walk_test (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  distance REAL,
  distance_unit TEXT,
  spo2_start INTEGER,
  spo2_nadir INTEGER,
  spo2_end INTEGER,
  oxygen REAL,
  borg_start REAL,
  borg_end REAL,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX walk_test_case ON walk_test (case_id);

CREATE TABLE imaging (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  modality TEXT,
  slice_thickness REAL,
  pattern TEXT,
  certainty TEXT,
  extent_pct REAL,
  goh TEXT,
  ground_glass TEXT,
  traction_bronchiectasis TEXT,
  honeycombing TEXT,
  change TEXT,
  compared_with TEXT REFERENCES imaging (id),
  key_images TEXT,
  report TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX imaging_case ON imaging (case_id);
CREATE INDEX imaging_compared_with ON imaging (compared_with) WHERE compared_with IS NOT NULL;

CREATE TABLE procedure (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT,
  status TEXT,
  site TEXT,
  result TEXT,
  diagnostic TEXT,
  bal_lymphocytes REAL,
  bal_neutrophils REAL,
  bal_eosinophils REAL,
  bal_macrophages REAL,
  rvsp REAL,
  mpap REAL,
  lvef REAL,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX procedure_case ON procedure (case_id);

CREATE TABLE treatment (
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
  drug TEXT,
  indication TEXT,
  line INTEGER,
  route TEXT,
  started TEXT CHECK (started GLOB '[0-9][0-9][0-9][0-9]' OR started GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR started GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  stop_reason TEXT,
  stop_detail TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX treatment_case ON treatment (case_id);

CREATE TABLE dose_step (
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
  treatment TEXT REFERENCES treatment (id),
  started TEXT CHECK (started GLOB '[0-9][0-9][0-9][0-9]' OR started GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR started GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  dose REAL,
  dose_text TEXT,
  unit TEXT,
  frequency TEXT,
  reason TEXT,
  reason_detail TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX dose_step_case ON dose_step (case_id);
CREATE INDEX dose_step_treatment ON dose_step (treatment) WHERE treatment IS NOT NULL;

CREATE TABLE infusion (
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
  treatment TEXT REFERENCES treatment (id),
  drug TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  weight REAL,
  weight_unit TEXT,
  weight_basis TEXT,
  dose_per_kg REAL,
  dose_per_kg_unit TEXT,
  total_dose REAL,
  total_dose_unit TEXT,
  product TEXT,
  lot TEXT,
  rate TEXT,
  premedication TEXT CHECK (json_valid(premedication)),
  reaction_grade INTEGER,
  reaction TEXT,
  best_effect_day INTEGER,
  wearing_off_week REAL,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX infusion_case ON infusion (case_id);
CREATE INDEX infusion_treatment ON infusion (treatment) WHERE treatment IS NOT NULL;

CREATE TABLE approval (
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
  drug TEXT,
  asked_on TEXT CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]' OR asked_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR asked_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  decision TEXT,
  decided_on TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]' OR decided_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR decided_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  payer TEXT,
  first_dose_on TEXT CHECK (first_dose_on GLOB '[0-9][0-9][0-9][0-9]' OR first_dose_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR first_dose_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason_text TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX approval_case ON approval (case_id);

CREATE TABLE event (
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
  kind TEXT,
  title TEXT,
  onset TEXT CHECK (onset GLOB '[0-9][0-9][0-9][0-9]' OR onset GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR onset GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  grade INTEGER,
  suspected_drug TEXT,
  relatedness TEXT,
  outcome TEXT,
  cause_of_death TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX event_case ON event (case_id);

CREATE TABLE note (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  title TEXT,
  text TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX note_case ON note (case_id);

CREATE TABLE attachment (
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
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT,
  title TEXT,
  file_name TEXT,
  media_type TEXT,
  size_bytes INTEGER,
  sha256 TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX attachment_case ON attachment (case_id);

CREATE TABLE attachment_content (
  attachment_id TEXT NOT NULL PRIMARY KEY REFERENCES attachment (id),
  content BLOB NOT NULL
) STRICT;
CREATE TRIGGER attachment_content_update BEFORE UPDATE ON attachment_content BEGIN
  SELECT RAISE(ABORT, 'the content of an attachment is never changed');
END;
CREATE TRIGGER attachment_content_delete BEFORE DELETE ON attachment_content BEGIN
  SELECT RAISE(ABORT, 'the content of an attachment is never changed');
END;

CREATE TABLE case_row (
  case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
  valid_until TEXT,
  row TEXT NOT NULL CHECK (json_valid(row)),
  search TEXT NOT NULL,
  code TEXT GENERATED ALWAYS AS (row ->> '$.code') STORED,
  status TEXT GENERATED ALWAYS AS (row ->> '$.status') STORED,
  sex TEXT GENERATED ALWAYS AS (row ->> '$.sex') STORED,
  birth_date TEXT GENERATED ALWAYS AS (row ->> '$.birthDate') STORED,
  antibody TEXT GENERATED ALWAYS AS (row ->> '$.antibodies[0]') STORED,
  pattern TEXT GENERATED ALWAYS AS (row ->> '$.pattern') STORED,
  diagnosed_on TEXT GENERATED ALWAYS AS (row ->> '$.diagnosedOn') STORED,
  fvc REAL GENERATED ALWAYS AS (row ->> '$.fvc.last') STORED,
  dlco REAL GENERATED ALWAYS AS (row ->> '$.dlco.last') STORED,
  ck REAL GENERATED ALWAYS AS (row ->> '$.ck.timesUln') STORED,
  prednisone ANY GENERATED ALWAYS AS (row ->> '$.prednisone') STORED,
  last_seen TEXT GENERATED ALWAYS AS (row ->> '$.lastSeen') STORED
) STRICT;
CREATE INDEX case_row_code ON case_row (length(code), code);
CREATE INDEX case_row_status ON case_row (status);
CREATE INDEX case_row_valid_until ON case_row (valid_until) WHERE valid_until IS NOT NULL;
CREATE VIRTUAL TABLE case_search USING fts5 (
  code, search, content = 'case_row', content_rowid = 'rowid', tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
CREATE TRIGGER case_row_insert AFTER INSERT ON case_row BEGIN
  INSERT INTO case_search (rowid, code, search) VALUES (NEW.rowid, NEW.code, NEW.search);
END;
CREATE TRIGGER case_row_update AFTER UPDATE ON case_row BEGIN
  INSERT INTO case_search (case_search, rowid, code, search) VALUES ('delete', OLD.rowid, OLD.code, OLD.search);
  INSERT INTO case_search (rowid, code, search) VALUES (NEW.rowid, NEW.code, NEW.search);
END;
CREATE TRIGGER case_row_delete AFTER DELETE ON case_row BEGIN
  INSERT INTO case_search (case_search, rowid, code, search) VALUES ('delete', OLD.rowid, OLD.code, OLD.search);
END;
`
