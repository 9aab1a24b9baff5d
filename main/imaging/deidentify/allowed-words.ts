/** The closed lists of words that may stay in an image. What isn't in them goes, however harmless it may be. */

/** Defined terms of the standard, and what the makers of scanners commonly write. */
export const imageTypes: readonly string[] = [
  ...'ORIGINAL DERIVED PRIMARY SECONDARY OTHER AXIAL LOCALIZER SCOUT VOLUME MPR MIP MINIP MAX_IP MIN_IP'.split(' '),
  ...'AVERAGE REFORMATTED RESAMPLED REFORMAT PROJECTION CORONAL SAGITTAL OBLIQUE HELIX HELICAL STANDARD'.split(' '),
  ...'DOSE_INFO SCREEN_SAVE SCREENSHOT MONTAGE FUSION SUB PROT SPI SEQ TOP NONE EPICARDIAL'.split(' '),
  ...'M P FFE SE TSE IR ND NORM DIS2D DIS3D ADC TRACEW FA MOSAIC M_FFE M_SE M_IR PHASE MAGNITUDE'.split(' '),
  ...'STATIC DYNAMIC GATED EMISSION RECON TOMO SINGLE BIPLANE ABDOMINAL SMALLPART VASCULAR'.split(' '),
  'PROJECTION IMAGE',
  'SCREEN SAVE',
  'DOSE INFO',
  'CSA MPR',
  'CSA REPORT',
  'WHOLE BODY',
  'PHASE MAP',
  '3D VOLUME',
  ...['SOM5', 'SOM7', 'SOM8', 'SOM9', 'SOMX'].flatMap((som) =>
    ['SPI', 'SEQ', 'TOP', 'PROT', 'MPR', 'SPI DUAL'].map((kind) => `CT_${som} ${kind}`),
  ),
]

/** Terms for body parts (PS3.16, Annex L, table L-1), and the combinations that scanners write. */
export const bodyParts: readonly string[] = (
  'ABDOMEN ABDOMENPELVIS ANKLE AORTA ARM AXILLA BACK BLADDER BRAIN BREAST BRONCHUS CALF CAROTID CEREBELLUM CHEST CHESTABDOMEN ' +
  'CHESTABDPELVIS CLAVICLE COCCYX COLON CSPINE CTSPINE DUODENUM ELBOW ESOPHAGUS EXTREMITY EYE FACE FEMUR FINGER FOOT FOREARM ' +
  'GALLBLADDER HAND HEAD HEADNECK HEART HIP HUMERUS ILEUM JAW KIDNEY KNEE LARYNX LEG LIVER LOWERLEG LSPINE LSSPINE LUNG MANDIBLE ' +
  'MAXILLA MEDIASTINUM MUSCLE NECK NECKCHEST NECKCHESTABDOMEN NECKCHESTABDPELV NOSE ORBIT PANCREAS PATELLA PELVIS PHARYNX RADIUS ' +
  'RIB SACRUM SCALP SCAPULA SHOULDER SKULL SPINE SPLEEN SSPINE STERNUM STOMACH THIGH THORAX THUMB THYROID TIBIA TLSPINE TOE TRACHEA ' +
  'TSPINE ULNA UPPERARM WHOLEBODY WRIST'
).split(' ')

/** Makers that change how a scan must be read: their kernels and their scales differ. */
export const makers: readonly string[] = [
  'SIEMENS',
  'Siemens',
  'SIEMENS Healthineers',
  'Siemens Healthineers',
  'Siemens Healthcare GmbH',
  'GE MEDICAL SYSTEMS',
  'GE Healthcare',
  'GE HEALTHCARE',
  'Philips',
  'PHILIPS',
  'Philips Medical Systems',
  'Philips Healthcare',
  'Picker International, Inc.',
  'ELSCINT',
  'TOSHIBA',
  'TOSHIBA_MEC',
  'Toshiba',
  'CANON_MEC',
  'Canon Medical Systems',
  'HITACHI',
  'Hitachi Medical Corporation',
  'FUJIFILM',
  'FUJIFILM Corporation',
  'FUJI PHOTO FILM Co., ltd.',
  'UIH',
  'United Imaging Healthcare',
  'NMS',
  'Neusoft Medical Systems',
  'Agfa',
  'AGFA',
  'Agfa-Gevaert',
  'CARESTREAM HEALTH',
  'Carestream Health',
  'KODAK',
  'KONICA MINOLTA',
  'SAMSUNG ELECTRONICS',
  'Mindray',
  '',
]

export const scanOptions: readonly string[] = [
  'AXIAL MODE',
  'HELICAL MODE',
  'SCOUT MODE',
  'CINE MODE',
  'HELIX',
  'AXIAL',
  'HELICAL',
  'HELICAL_CT',
  'SURVIEW',
  'SURVIEW MODE',
  'SCANOSCOPE',
  'SPIRAL',
  'SEQUENCE',
  'TOPOGRAM',
]

/**
 * A kernel's name as makers write it: single letters or a word that is known (GE, Philips, United Imaging), or a short code of letters with
 * digits (Siemens `B70f`, `Br40d`, `I70f`, Canon `FC52`; a strength of iteration behind it is a value of its own). No other word passes, as a name could.
 */
export const kernels = new RegExp(
  `^(?:${[
    'STANDARD|SOFT|DETAIL|BONE|BONEPLUS|BONE\\+|EDGE|LUNG|CHEST|CHST|ULTRA|HD ?(?:STANDARD|STND|LUNG|BONE|DETAIL|EDGE|ULTRA|SOFT)',
    'PLUS|STANDARD\\+|SOFT\\+|LUNG\\+|SMOOTH|SHARP|MEDIUM|ROUTINE',
    '[A-FL]|[EYUZIC][A-F]|SB|IMR[0-9]',
    '[BHUSTIQDACP][a-z]?\\d{2}[a-z]?|FC\\d{2}(?:-H)?|FL\\d{2}',
    '(?:B|CHST|H|HEAD|BODY|LUNG)_(?:VSOFT|SOFT|SMOOTH|STANDARD|MEDIUM|SHARP|VSHARP)_[A-D]{1,2}',
    '[1-9]',
  ].join('|')})$`,
)
