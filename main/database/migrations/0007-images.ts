/**
 * Images: what of them is records. The images themselves lie beside the database, in encrypted files of their own
 * (`main/imaging/store`); `sha256` says what the file of a series holds.
 */
export const images = `
CREATE TABLE image_series (
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
  imaging TEXT REFERENCES imaging (id),
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  label TEXT,
  modality TEXT,
  series_uid TEXT,
  study_uid TEXT,
  images INTEGER,
  image_rows INTEGER,
  image_columns INTEGER,
  orientation TEXT,
  kernel TEXT,
  slice_thickness REAL,
  slice_spacing REAL,
  pixel_spacing REAL,
  size_bytes INTEGER,
  sha256 TEXT,
  removed TEXT,
  erased_on TEXT CHECK (erased_on GLOB '[0-9][0-9][0-9][0-9]' OR erased_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR erased_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX image_series_case ON image_series (case_id);
CREATE INDEX image_series_imaging ON image_series (imaging) WHERE imaging IS NOT NULL;

CREATE TABLE ct_reading (
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
  imaging TEXT REFERENCES imaging (id),
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reader TEXT,
  blinded TEXT,
  pattern TEXT,
  certainty TEXT,
  ground_glass TEXT,
  reticulation TEXT,
  traction_bronchiectasis TEXT,
  honeycombing TEXT,
  l1_extent INTEGER,
  l1_ground_glass INTEGER,
  l1_reticulation INTEGER,
  l1_coarseness TEXT,
  l2_extent INTEGER,
  l2_ground_glass INTEGER,
  l2_reticulation INTEGER,
  l2_coarseness TEXT,
  l3_extent INTEGER,
  l3_ground_glass INTEGER,
  l3_reticulation INTEGER,
  l3_coarseness TEXT,
  l4_extent INTEGER,
  l4_ground_glass INTEGER,
  l4_reticulation INTEGER,
  l4_coarseness TEXT,
  l5_extent INTEGER,
  l5_ground_glass INTEGER,
  l5_reticulation INTEGER,
  l5_coarseness TEXT,
  compared_with TEXT REFERENCES imaging (id),
  change TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX ct_reading_case ON ct_reading (case_id);
CREATE INDEX ct_reading_imaging ON ct_reading (imaging) WHERE imaging IS NOT NULL;
CREATE INDEX ct_reading_compared_with ON ct_reading (compared_with) WHERE compared_with IS NOT NULL;

CREATE TABLE ct_density (
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
  imaging TEXT REFERENCES imaging (id),
  series TEXT REFERENCES image_series (id),
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  method TEXT,
  volume_ml REAL,
  mean_hu REAL,
  perc15_hu REAL,
  median_hu REAL,
  perc85_hu REAL,
  haa_pct REAL,
  below_950_pct REAL,
  cautions TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX ct_density_case ON ct_density (case_id);
CREATE INDEX ct_density_imaging ON ct_density (imaging) WHERE imaging IS NOT NULL;
CREATE INDEX ct_density_series ON ct_density (series) WHERE series IS NOT NULL;

CREATE TABLE ct_pair (
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
  title TEXT,
  earlier TEXT REFERENCES image_series (id),
  later TEXT REFERENCES image_series (id),
  offset_mm REAL,
  earlier_at_mm REAL,
  crop_left_mm REAL,
  crop_top_mm REAL,
  crop_width_mm REAL,
  crop_height_mm REAL,
  shift_left_mm REAL,
  shift_back_mm REAL,
  window_center_hu REAL,
  window_width_hu REAL,
  in_documents TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX ct_pair_case ON ct_pair (case_id);
CREATE INDEX ct_pair_earlier ON ct_pair (earlier) WHERE earlier IS NOT NULL;
CREATE INDEX ct_pair_later ON ct_pair (later) WHERE later IS NOT NULL;
`
