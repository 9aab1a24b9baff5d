/**
 * What may pass from a source image into the registry: nothing that isn't named here.
 *
 * It follows the Basic Application Level Confidentiality Profile (DICOM PS3.15, Annex E), turned around: the profile lists what must
 * go, this lists what may stay, so that whatever a scanner adds is gone without anyone having to know of it. Stricter than the
 * profile: no description, comment, name, date or device of any kind stays, and text stays only where it is one of a closed list of words
 * or of a form too narrow for a name.
 *
 * Read a line as: tag, name in the standard, value representation, what becomes of it, and what its value may be.
 */
import { bodyParts, imageTypes, kernels, makers, scanOptions } from './allowed-words.ts'
import { storageClasses } from './storage-classes.ts'

/** What a kept value may be; whatever else it is, it goes. */
export type Allowed =
  /** Every value is one of these words. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Every value matches; `inWords` says it for people. */
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly inWords: string }
  /** Every value is a number in this range. */
  | { readonly kind: 'range'; readonly least: number; readonly most: number }
  /** Numbers of the form and size that they have in images, at most so many of them. */
  | { readonly kind: 'numbers'; readonly most: number }
  /** Of a lookup table: how many entries, the first value, and how many bits. */
  | { readonly kind: 'descriptor' }
  /** Entries of a lookup table, or pixels. */
  | { readonly kind: 'table' }

export type Becomes =
  /** The value stays if it is allowed, and else goes; `orEmpty`: the element stays without it, as readers expect it to be there. */
  | { readonly becomes: 'keep'; readonly allowed: Allowed; readonly orEmpty?: boolean }
  /** As `keep`, but single values that aren't allowed are replaced by words of the standard. */
  | { readonly becomes: 'keep image type'; readonly allowed: Allowed }
  /** The items stay, each cut down to the elements that are named; without those that it needs it goes. */
  | { readonly becomes: 'keep items'; readonly items: readonly Rule[]; readonly needs: readonly number[] }
  /** Written without a value, whether the source has it or (unless `always`) only if it does. */
  | { readonly becomes: 'empty'; readonly always?: boolean }
  /** Another identifier that always is the same for the same original, under this registry's secret. */
  | { readonly becomes: 'replace uid' }
  /** This value whatever the source says, whether the source has it or (unless `always`) only if it does. */
  | { readonly becomes: 'set'; readonly to: readonly string[]; readonly always?: boolean }
  /** Whether something was given, never what. */
  | { readonly becomes: 'say whether'; readonly yes: string }

export type Rule = {
  readonly tag: number
  readonly name: string
  /** `US/SS`: as pixels are unsigned or signed. */
  readonly vr: string
  /** Only for images of these kinds; all when absent. */
  readonly only?: readonly string[]
} & Becomes

export interface RuleGroup {
  readonly reason: string
  readonly rules: readonly Rule[]
}

const numbers = (tag: number, name: string, vr: string, most = 1): Rule => ({
  tag,
  name,
  vr,
  becomes: 'keep',
  allowed: { kind: 'numbers', most },
})

const descriptor = (tag: number, name: string): Rule => ({
  tag,
  name,
  vr: 'US/SS',
  becomes: 'keep',
  allowed: { kind: 'descriptor' },
})

const table = (tag: number, name: string): Rule => ({
  tag,
  name,
  vr: 'OW',
  becomes: 'keep',
  allowed: { kind: 'table' },
})

const range = (tag: number, name: string, vr: string, least: number, most: number): Rule => ({
  tag,
  name,
  vr,
  becomes: 'keep',
  allowed: { kind: 'range', least, most },
})

const words = (tag: number, name: string, vr: string, allowed: readonly string[], orEmpty = false): Rule => ({
  tag,
  name,
  vr,
  becomes: 'keep',
  allowed: { kind: 'words', words: allowed },
  ...(orEmpty && { orEmpty }),
})

const empty = (
  tag: number,
  name: string,
  vr: string,
  more: { always?: boolean; only?: readonly string[] } = {},
): Rule => ({
  tag,
  name,
  vr,
  becomes: 'empty',
  ...more,
})

const set = (
  tag: number,
  name: string,
  vr: string,
  to: readonly string[],
  more: { always?: boolean; only?: readonly string[] } = { always: true },
): Rule => ({ tag, name, vr, becomes: 'set', to, ...more })

const replaceUid = (tag: number, name: string): Rule => ({ tag, name, vr: 'UI', becomes: 'replace uid' })

const always = { always: true }
const yesNo = ['YES', 'NO']

export const whiteList: readonly RuleGroup[] = [
  {
    reason: 'Which images belong together: identifiers of this registry in place of the source’s.',
    rules: [
      replaceUid(0x00080018, 'SOP Instance UID'),
      replaceUid(0x0020000d, 'Study Instance UID'),
      replaceUid(0x0020000e, 'Series Instance UID'),
      replaceUid(0x00200052, 'Frame of Reference UID'),
      range(0x00200011, 'Series Number', 'IS', -999_999, 999_999),
      range(0x00200012, 'Acquisition Number', 'IS', -999_999, 999_999),
      range(0x00200013, 'Instance Number', 'IS', -999_999, 999_999),
    ],
  },
  {
    reason: 'What every image must have by the standard, and what would tell whose it is: there, but empty.',
    rules: [
      empty(0x00080020, 'Study Date', 'DA', always),
      empty(0x00080030, 'Study Time', 'TM', always),
      empty(0x00080050, 'Accession Number', 'SH', always),
      empty(0x00080090, "Referring Physician's Name", 'PN', always),
      empty(0x00100010, "Patient's Name", 'PN', always),
      empty(0x00100020, 'Patient ID', 'LO', always),
      empty(0x00100030, "Patient's Birth Date", 'DA', always),
      empty(0x00100040, "Patient's Sex", 'CS', always),
      empty(0x00200010, 'Study ID', 'SH', always),
      empty(0x00201040, 'Position Reference Indicator', 'LO'),
      empty(0x00180022, 'Scan Options', 'CS', { only: ['MR'] }),
      empty(0x00080022, 'Acquisition Date', 'DA', { only: ['PT'] }),
      empty(0x00080032, 'Acquisition Time', 'TM', { only: ['PT'] }),
      empty(0x00400555, 'Acquisition Context Sequence', 'SQ'),
      empty(0x00082218, 'Anatomic Region Sequence', 'SQ', { only: ['DX'] }),
      empty(0x00540220, 'View Code Sequence', 'SQ', { only: ['DX'] }),
      empty(0x00540016, 'Radiopharmaceutical Information Sequence', 'SQ', { only: ['PT'] }),
      empty(0x00540410, 'Patient Orientation Code Sequence', 'SQ', { only: ['PT'] }),
      empty(0x00540414, 'Patient Gantry Relationship Code Sequence', 'SQ', { only: ['PT'] }),
    ],
  },
  {
    reason: 'That it was de-identified, and how; dates that the standard demands are given one that no image has.',
    rules: [
      set(0x00120062, 'Patient Identity Removed', 'CS', ['YES']),
      set(0x00120063, 'De-identification Method', 'LO', ['DICOM PS3.15 Annex E basic profile by white list']),
      set(0x00280303, 'Longitudinal Temporal Information Modified', 'CS', ['REMOVED']),
      set(0x00080021, 'Series Date', 'DA', ['19000101'], { always: true, only: ['PT'] }),
      set(0x00080031, 'Series Time', 'TM', ['000000'], { always: true, only: ['PT'] }),
    ],
  },
  {
    reason:
      'What kind of image it is and how it was made: words of closed lists, so that it is read and judged rightly.',
    rules: [
      words(0x00080016, 'SOP Class UID', 'UI', [...storageClasses.keys()]),
      {
        tag: 0x00080008,
        name: 'Image Type',
        vr: 'CS',
        becomes: 'keep image type',
        allowed: { kind: 'words', words: imageTypes },
      },
      words(
        0x00080060,
        'Modality',
        'CS',
        'CT CR DX MR US PT OT MG XA RF NM ES XC GM SM OP DG IO PX BI IVUS OCT HC'.split(' '),
      ),
      words(0x00080064, 'Conversion Type', 'CS', 'DV DI DF WSD SD SI DRW SYN'.split(' ')),
      words(0x00080068, 'Presentation Intent Type', 'CS', ['FOR PRESENTATION', 'FOR PROCESSING']),
      words(0x00080070, 'Manufacturer', 'LO', makers, true),
      words(0x00180015, 'Body Part Examined', 'CS', bodyParts, true),
      words(0x00200060, 'Laterality', 'CS', ['L', 'R', ''], true),
      words(0x00200062, 'Image Laterality', 'CS', ['L', 'R', 'U', 'B']),
      words(0x00185101, 'View Position', 'CS', 'AP PA LL RL RLD LLD RLO LLO LAT LATERAL'.split(' '), true),
      words(0x00280301, 'Burned In Annotation', 'CS', yesNo),
      words(0x00280302, 'Recognizable Visual Features', 'CS', yesNo),
    ],
  },
  {
    reason: 'Where in the body it lies, so that it can be measured, resliced and set beside another.',
    rules: [
      numbers(0x00180050, 'Slice Thickness', 'DS'),
      numbers(0x00180088, 'Spacing Between Slices', 'DS'),
      words(
        0x00185100,
        'Patient Position',
        'CS',
        'HFP HFS HFDR HFDL FFDR FFDL FFP FFS LFP LFS RFP RFS AFDR AFDL PFDR PFDL'.split(' '),
        true,
      ),
      numbers(0x00200032, 'Image Position (Patient)', 'DS', 3),
      numbers(0x00200037, 'Image Orientation (Patient)', 'DS', 6),
      numbers(0x00201041, 'Slice Location', 'DS'),
      {
        tag: 0x00200020,
        name: 'Patient Orientation',
        vr: 'CS',
        becomes: 'keep',
        allowed: { kind: 'pattern', pattern: /^[ALRPHF]{0,3}$/, inWords: 'up to three of the letters A P L R H F' },
        orEmpty: true,
      },
      numbers(0x00280030, 'Pixel Spacing', 'DS', 2),
      numbers(0x00181164, 'Imager Pixel Spacing', 'DS', 2),
      numbers(0x00182010, 'Nominal Scanned Pixel Spacing', 'DS', 2),
      numbers(0x00181114, 'Estimated Radiographic Magnification Factor', 'DS'),
      numbers(0x00280034, 'Pixel Aspect Ratio', 'IS', 2),
      numbers(0x00181120, 'Gantry/Detector Tilt', 'DS'),
      numbers(0x00181130, 'Table Height', 'DS'),
      numbers(0x00181100, 'Reconstruction Diameter', 'DS'),
      numbers(0x00180090, 'Data Collection Diameter', 'DS'),
      numbers(0x00181110, 'Distance Source to Detector', 'DS'),
      numbers(0x00181111, 'Distance Source to Patient', 'DS'),
      {
        tag: 0x00186011,
        name: 'Sequence of Ultrasound Regions',
        vr: 'SQ',
        becomes: 'keep items',
        needs: [0x00186012, 0x00186014, 0x00186018, 0x0018601c, 0x00186024, 0x0018602c],
        items: [
          numbers(0x00186012, 'Region Spatial Format', 'US'),
          numbers(0x00186014, 'Region Data Type', 'US'),
          numbers(0x00186016, 'Region Flags', 'UL'),
          numbers(0x00186018, 'Region Location Min X0', 'UL'),
          numbers(0x0018601a, 'Region Location Min Y0', 'UL'),
          numbers(0x0018601c, 'Region Location Max X1', 'UL'),
          numbers(0x0018601e, 'Region Location Max Y1', 'UL'),
          numbers(0x00186020, 'Reference Pixel X0', 'SL'),
          numbers(0x00186022, 'Reference Pixel Y0', 'SL'),
          numbers(0x00186024, 'Physical Units X Direction', 'US'),
          numbers(0x00186026, 'Physical Units Y Direction', 'US'),
          numbers(0x00186028, 'Reference Pixel Physical Value X', 'FD'),
          numbers(0x0018602a, 'Reference Pixel Physical Value Y', 'FD'),
          numbers(0x0018602c, 'Physical Delta X', 'FD'),
          numbers(0x0018602e, 'Physical Delta Y', 'FD'),
        ],
      },
    ],
  },
  {
    reason:
      'How a CT or X-ray was taken: settings that change what density and texture look like, and tell nobody’s name.',
    rules: [
      numbers(0x00180060, 'KVP', 'DS'),
      numbers(0x00181150, 'Exposure Time', 'IS'),
      numbers(0x00181151, 'X-Ray Tube Current', 'IS'),
      numbers(0x00181152, 'Exposure', 'IS'),
      numbers(0x00181153, 'Exposure in µAs', 'IS'),
      numbers(0x00181190, 'Focal Spot(s)', 'DS', 2),
      words(0x00181140, 'Rotation Direction', 'CS', ['CW', 'CC']),
      words(0x00180022, 'Scan Options', 'CS', scanOptions),
      {
        tag: 0x00181210,
        name: 'Convolution Kernel',
        vr: 'SH',
        becomes: 'keep',
        allowed: { kind: 'pattern', pattern: kernels, inWords: 'a maker’s known name of a kernel' },
      },
      { tag: 0x00180010, name: 'Contrast/Bolus Agent', vr: 'LO', becomes: 'say whether', yes: 'CONTRAST' },
      numbers(0x00189306, 'Single Collimation Width', 'FD'),
      numbers(0x00189307, 'Total Collimation Width', 'FD'),
      numbers(0x00189309, 'Table Speed', 'FD'),
      numbers(0x00189310, 'Table Feed per Rotation', 'FD'),
      numbers(0x00189311, 'Spiral Pitch Factor', 'FD'),
      numbers(0x00189345, 'CTDIvol', 'FD'),
      words(0x00181402, 'Cassette Orientation', 'CS', ['LANDSCAPE', 'PORTRAIT']),
      words(
        0x00181403,
        'Cassette Size',
        'CS',
        '18CMX24CM 8INX10IN 24CMX30CM 10INX12IN 30CMX35CM 30CMX40CM 11INX14IN 35CMX35CM 14INX14IN 35CMX43CM 14INX17IN'.split(
          ' ',
        ),
      ),
      words(0x00187004, 'Detector Type', 'CS', 'DIRECT SCINTILLATOR STORAGE FILM'.split(' '), true),
    ],
  },
  {
    reason: 'How an MR, PET or moving image was taken, as far as its standard demands it.',
    rules: [
      words(0x00180020, 'Scanning Sequence', 'CS', 'SE IR GR EP RM'.split(' ')),
      words(0x00180021, 'Sequence Variant', 'CS', 'SK MTC SS TRSS SP MP OSP TOF NONE'.split(' ')),
      words(0x00180023, 'MR Acquisition Type', 'CS', ['2D', '3D'], true),
      numbers(0x00180080, 'Repetition Time', 'DS'),
      numbers(0x00180081, 'Echo Time', 'DS'),
      numbers(0x00180082, 'Inversion Time', 'DS'),
      numbers(0x00180083, 'Number of Averages', 'DS'),
      numbers(0x00180084, 'Imaging Frequency', 'DS'),
      numbers(0x00180086, 'Echo Number(s)', 'IS', 8),
      numbers(0x00180087, 'Magnetic Field Strength', 'DS'),
      numbers(0x00180091, 'Echo Train Length', 'IS'),
      numbers(0x00180093, 'Percent Sampling', 'DS'),
      numbers(0x00180094, 'Percent Phase Field of View', 'DS'),
      numbers(0x00180095, 'Pixel Bandwidth', 'DS'),
      numbers(0x00181310, 'Acquisition Matrix', 'US', 4),
      words(0x00181312, 'In-plane Phase Encoding Direction', 'CS', ['ROW', 'COL']),
      numbers(0x00181314, 'Flip Angle', 'DS'),
      numbers(0x00181063, 'Frame Time', 'DS'),
      numbers(0x00181065, 'Frame Time Vector', 'DS', 10000),
      numbers(0x00182001, 'Page Number Vector', 'IS', 10000),
      words(0x00280009, 'Frame Increment Pointer', 'AT', ['00181063', '00181065', '00182001']),
      numbers(0x00280014, 'Ultrasound Color Data Present', 'US'),
      words(0x00181181, 'Collimator Type', 'CS', ['NONE', 'RING'], true),
      numbers(0x00181242, 'Actual Frame Duration', 'IS'),
      words(
        0x00280051,
        'Corrected Image',
        'CS',
        'DECY ATTN SCAT DTIM MOTN PMOT CLN RAN RADL DCAL NORM'.split(' '),
        true,
      ),
      numbers(0x00540081, 'Number of Slices', 'US'),
      numbers(0x00540101, 'Number of Time Slices', 'US'),
      words(
        0x00541000,
        'Series Type',
        'CS',
        'STATIC DYNAMIC GATED WHOLE_BODY IMAGE REPROJECTION'.split(' ').concat('WHOLE BODY'),
      ),
      words(
        0x00541001,
        'Units',
        'CS',
        'CNTS NONE CM2 PCNT CPS BQML MGMINML UMOLMINML MLMING MLG 1CM UMOLML PROPCNTS PROPCPS MLMINML MLML GML STDDEV'.split(
          ' ',
        ),
      ),
      words(0x00541002, 'Counts Source', 'CS', ['EMISSION', 'TRANSMISSION']),
      words(0x00541004, 'Reprojection Method', 'CS', ['SUM', 'MAX PIXEL'], true),
      words(0x00541100, 'Randoms Correction Method', 'CS', ['NONE', 'DLYD', 'SING']),
      words(0x00541102, 'Decay Correction', 'CS', ['NONE', 'START', 'ADMIN']),
      numbers(0x00541300, 'Frame Reference Time', 'DS'),
      numbers(0x00541330, 'Image Index', 'US'),
      numbers(0x00541321, 'Decay Factor', 'DS'),
    ],
  },
  {
    reason: 'The pixels, and what turns stored values into Hounsfield units and grays.',
    rules: [
      numbers(0x00280002, 'Samples per Pixel', 'US'),
      words(0x00280004, 'Photometric Interpretation', 'CS', [
        'MONOCHROME1',
        'MONOCHROME2',
        'PALETTE COLOR',
        'RGB',
        'YBR_FULL',
        'YBR_FULL_422',
        'YBR_ICT',
        'YBR_RCT',
      ]),
      numbers(0x00280006, 'Planar Configuration', 'US'),
      numbers(0x00280008, 'Number of Frames', 'IS'),
      numbers(0x00280010, 'Rows', 'US'),
      numbers(0x00280011, 'Columns', 'US'),
      numbers(0x00280100, 'Bits Allocated', 'US'),
      numbers(0x00280101, 'Bits Stored', 'US'),
      numbers(0x00280102, 'High Bit', 'US'),
      numbers(0x00280103, 'Pixel Representation', 'US'),
      numbers(0x00280106, 'Smallest Image Pixel Value', 'US/SS'),
      numbers(0x00280107, 'Largest Image Pixel Value', 'US/SS'),
      numbers(0x00280120, 'Pixel Padding Value', 'US/SS'),
      numbers(0x00280121, 'Pixel Padding Range Limit', 'US/SS'),
      words(0x00281040, 'Pixel Intensity Relationship', 'CS', ['LIN', 'LOG', 'DISP']),
      numbers(0x00281041, 'Pixel Intensity Relationship Sign', 'SS'),
      numbers(0x00281050, 'Window Center', 'DS', 16),
      numbers(0x00281051, 'Window Width', 'DS', 16),
      words(0x00281056, 'VOI LUT Function', 'CS', ['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
      numbers(0x00281052, 'Rescale Intercept', 'DS'),
      numbers(0x00281053, 'Rescale Slope', 'DS'),
      words(0x00281054, 'Rescale Type', 'LO', ['HU', 'HU_MOD', 'OD', 'US', 'MGML', 'Z_EFF', 'ED', 'EDW', 'PCT']),
      words(0x20500020, 'Presentation LUT Shape', 'CS', ['IDENTITY', 'INVERSE']),
      words(0x00282110, 'Lossy Image Compression', 'CS', ['00', '01']),
      numbers(0x00282112, 'Lossy Image Compression Ratio', 'DS', 8),
      words(0x00282114, 'Lossy Image Compression Method', 'CS', [
        'ISO_10918_1',
        'ISO_14495_1',
        'ISO_15444_1',
        'ISO_15444_15',
      ]),
      words(0x00282002, 'Color Space', 'CS', ['SRGB', 'ADOBERGB', 'ROMMRGB']),
      descriptor(0x00281101, 'Red Palette Color Lookup Table Descriptor'),
      descriptor(0x00281102, 'Green Palette Color Lookup Table Descriptor'),
      descriptor(0x00281103, 'Blue Palette Color Lookup Table Descriptor'),
      table(0x00281201, 'Red Palette Color Lookup Table Data'),
      table(0x00281202, 'Green Palette Color Lookup Table Data'),
      table(0x00281203, 'Blue Palette Color Lookup Table Data'),
      {
        tag: 0x00283000,
        name: 'Modality LUT Sequence',
        vr: 'SQ',
        becomes: 'keep items',
        needs: [0x00283002, 0x00283006],
        items: [
          descriptor(0x00283002, 'LUT Descriptor'),
          words(0x00283004, 'Modality LUT Type', 'LO', [
            'HU',
            'OD',
            'US',
            'MGML',
            'Z_EFF',
            'ED',
            'EDW',
            'HU_MOD',
            'PCT',
          ]),
          table(0x00283006, 'LUT Data'),
        ],
      },
      {
        tag: 0x00283010,
        name: 'VOI LUT Sequence',
        vr: 'SQ',
        becomes: 'keep items',
        needs: [0x00283002, 0x00283006],
        items: [descriptor(0x00283002, 'LUT Descriptor'), table(0x00283006, 'LUT Data')],
      },
      table(0x7fe00010, 'Pixel Data'),
    ],
  },
]
