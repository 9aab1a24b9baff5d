/** Asks pydicom, the independent reader that decoding is held against, for pixel values. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Debian's own interpreter: others on the path don't see Debian's packages. */
const python = '/usr/bin/python3'
const packageFolder = '/usr/lib/python3/dist-packages/pydicom'
const testFolder = path.join(packageFolder, 'data/test_files')

export const hasPydicom = fs.existsSync(testFolder) && fs.existsSync('/usr/lib/python3/dist-packages/numpy')

export interface ReferencePixels {
  /** Raw little-endian values, all frames, pixel by pixel; color as RGB. */
  readonly bytes: Buffer
  /** numpy's name: int16, uint8. */
  readonly type: string
  readonly frames: number
}

export type Reference = ReferencePixels | { readonly error: string }

/** Every file under pydicom's test data, by its path in there. */
export function pydicomFiles(): readonly string[] {
  const entries = fs.readdirSync(testFolder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** One of pydicom's files by its name. */
export function pydicomFile(name: string): string {
  return path.join(testFolder, name)
}

export function nameOfPydicomFile(file: string): string {
  return path.relative(testFolder, file)
}

const script = `
import sys, json, warnings, hashlib
warnings.simplefilter("ignore")
import numpy, pydicom
from pydicom.pixel_data_handlers.util import convert_color_space, apply_color_lut
folder = sys.argv[1]
answers = []
for number, name in enumerate(json.load(open(folder + "/files.json"))):
    try:
        ds = pydicom.dcmread(name, force=True)
        if "TransferSyntaxUID" not in ds.file_meta:
            ds.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian if not ds.is_implicit_VR else pydicom.uid.ImplicitVRLittleEndian
        array = ds.pixel_array
        model = ds.PhotometricInterpretation
        if model in ("YBR_FULL", "YBR_FULL_422"):
            array = convert_color_space(array, model, "RGB")
        if model == "PALETTE COLOR":
            array = apply_color_lut(array, ds)
            if array.dtype != numpy.uint8:
                array = (array >> 8).astype("u1")
        raw = array.astype(array.dtype.newbyteorder("<")).tobytes()
        open(folder + "/%d.raw" % number, "wb").write(raw)
        answers.append({"type": array.dtype.name, "frames": int(ds.get("NumberOfFrames") or 1)})
    except Exception as error:
        answers.append({"error": type(error).__name__ + ": " + str(error)[:120]})
json.dump(answers, open(folder + "/answers.json", "w"))
`

/** The pixel values of each file, or what pydicom says against them. */
export function pixelsByPydicom(files: readonly string[]): readonly Reference[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-pydicom-'))
  try {
    fs.writeFileSync(path.join(folder, 'files.json'), JSON.stringify(files))
    const run = spawnSync(python, ['-c', script, folder], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`pydicom failed:\n${run.stderr}`)
    const answers = JSON.parse(fs.readFileSync(path.join(folder, 'answers.json'), 'utf8')) as readonly (
      { readonly error: string } | { readonly type: string; readonly frames: number }
    )[]
    return answers.map((answer, number) =>
      'error' in answer ? answer : { ...answer, bytes: fs.readFileSync(path.join(folder, `${number}.raw`)) },
    )
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
