/**
 * Images of the demo's first case: a phantom at the two dates that its report compares, a marked pair of them, and their lung
 * density as the program measures it. Every record of them is marked illustrative: they show nobody.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { isRefused } from '#shared/domain/imaging/density/density-answer.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { phantomFrame, phantomSlices } from '#main/demo/phantom/phantom-chest.ts'
import type { PhantomWish } from '#main/demo/phantom/phantom-chest.ts'
import {
  explicitLittleEndian,
  interceptHu,
  phantomFile,
  phantomGeometry,
  phantomKernel,
  phantomUid,
  phantomWindow,
} from '#main/demo/phantom/phantom-dicom.ts'
import { publishedCaseCode } from '#main/demo/published-case.ts'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import { adoptPack } from '#main/imaging/store/settle-packs.ts'
import { measureStoredSeries } from './density/measure-stored-series.ts'
import { densityValues } from './density/save-density.ts'

/** A record of the demo case; who stores it gives it a place in time and the mark. */
export interface DemoImageRecord {
  readonly form: 'image_series' | 'ct_density' | 'ct_pair'
  readonly id: string
  readonly values: RecordValues
}

interface Wish {
  /** The registry that is being made. */
  readonly registry: string
  readonly dataKey: Buffer
  /** The id of a record of the demo by its seed. */
  readonly idOf: (idSeed: string) => string
  /** Called between the slices. @throws to end the work; whoever makes the registry takes away what was written */
  readonly step: (done: number, total: number) => void
}

/** The later body lies a little elsewhere on the table, as bodies do; the band of disease is somewhat less dense. */
const dates: readonly (PhantomWish & { readonly study: string; readonly date: string })[] = [
  { study: 'ct-2021', date: '2021-02', severity: 1, shiftMm: [0, 0, 0], noiseSeed: 1 },
  { study: 'ct-2022', date: '2022-03', severity: 0.6, shiftMm: [6, -4, 11], noiseSeed: 2 },
]
const label = 'Synthetic phantom, not a patient'
/** Above the diaphragm, where the band is widest. */
const levelMm = -38
const cropMm = { left: -134, top: -98, width: 268, height: 204 } as const

/** Writes the files of both series and tells the records that go with them. @throws AppError `full-disk`, `read-only`; what `step` throws */
export async function demoImages(wish: Wish): Promise<readonly DemoImageRecord[]> {
  const records: DemoImageRecord[] = []
  for (const [number, date] of dates.entries()) {
    const step = (slice: number) => wish.step(number * phantomFrame.slices + slice, dates.length * phantomFrame.slices)
    records.push(...(await seriesOf(wish, date, step)))
  }
  const [earlier, later] = dates
  const [x, y, z] = later!.shiftMm
  records.push({
    form: 'ct_pair',
    id: wish.idOf(seedOf('pair')),
    values: {
      title: label,
      earlier: wish.idOf(seedOf(earlier!.study)),
      later: wish.idOf(seedOf(later!.study)),
      offset_mm: z,
      earlier_at_mm: levelMm,
      crop_left_mm: cropMm.left,
      crop_top_mm: cropMm.top,
      crop_width_mm: cropMm.width,
      crop_height_mm: cropMm.height,
      shift_left_mm: x,
      shift_back_mm: y,
      window_center_hu: phantomWindow.center,
      window_width_hu: phantomWindow.width,
      in_documents: 'yes',
    },
  })
  return records
}

const seedOf = (name: string) => `${publishedCaseCode}/phantom/${name}`

async function seriesOf(
  { registry, dataKey, idOf }: Wish,
  { study, date, ...phantom }: (typeof dates)[number],
  step: (slice: number) => void,
): Promise<DemoImageRecord[]> {
  const seriesId = idOf(seedOf(study))
  const imaging = idOf(`${publishedCaseCode}/${study}`)
  const place = { registry, dataKey, seriesId }
  const pack = beginPack(place)
  let at = 0
  try {
    for (const image of phantomSlices(phantom)) {
      step(at)
      const { bytes, sopInstance } = phantomFile(study, at, image)
      await pack.add(bytes, {
        sopInstanceUid: sopInstance,
        transferSyntax: explicitLittleEndian,
        frames: 1,
        rows: phantomFrame.rows,
        columns: phantomFrame.columns,
        slope: 1,
        intercept: interceptHu,
        windowCenter: phantomWindow.center,
        windowWidth: phantomWindow.width,
        instanceNumber: at + 1,
      })
      at += 1
      await breathe()
    }
  } catch (error) {
    pack.abandon()
    throw error
  }
  const finished = await pack.finish({ modality: 'CT', geometry: phantomGeometry(at) })
  adoptPack(place)
  const measured = await measureStoredSeries(place, () => {})
  if (isRefused(measured)) throw new Error(`the phantom can't be measured: ${measured.unavailable}`)
  return [
    {
      form: 'image_series',
      id: seriesId,
      values: {
        imaging,
        date,
        label,
        modality: 'CT',
        series_uid: phantomUid(study),
        study_uid: phantomUid(`${study}/study`),
        images: at,
        image_rows: phantomFrame.rows,
        image_columns: phantomFrame.columns,
        orientation: 'axial',
        kernel: phantomKernel,
        slice_thickness: phantomFrame.thicknessMm,
        slice_spacing: phantomFrame.thicknessMm,
        pixel_spacing: phantomFrame.spacingMm,
        size_bytes: finished.sizeBytes,
        sha256: finished.sha256,
      },
    },
    {
      form: 'ct_density',
      id: idOf(seedOf(`${study}/density`)),
      values: { ...densityValues(measured.figures), imaging, series: seriesId, date },
    },
  ]
}
