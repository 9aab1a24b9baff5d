/** What stands beside the images, over a registry in memory: readings, lung density with its mask, agreement of readers. */
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { codedMask } from '#shared/domain/imaging/density/coded-mask.ts'
import { comparedItems, pairedReadings } from '#shared/domain/imaging/paired-readings.ts'
import type { KeptReading } from '#shared/domain/imaging/paired-readings.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { createClient } from '#shared/ipc/client.ts'
import { ShortcutsProvider } from '#renderer/app/shortcuts.tsx'
import '#renderer/app/later-styles.ts'
import { AgreementPage } from '#renderer/features/imaging/agreement/agreement-page.tsx'
import { DensityPanel, type SeriesMask } from '#renderer/features/imaging/density/density-panel.tsx'
import { ReadingPanel } from '#renderer/features/imaging/reading/reading-panel.tsx'
import { CtViewer } from '#renderer/features/imaging/viewer/ct-viewer.tsx'
import type { ViewedSeries } from '#renderer/features/imaging/viewer/viewed-series.ts'
import { ClientProvider } from '#renderer/ipc/client-context.tsx'
import { createQueryClient } from '#renderer/ipc/query-client.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { aCase } from '#tests/support/a-case.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import { figuresOf } from '#tests/support/density-of.ts'
import { fakeBridge } from '#tests/support/fake-bridge.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'

const chest = chestPhantom({ thicknessMm: 5 })
const { rows, columns, spacingMm, firstZMm, thicknessMm, images } = chest
const half = (spacingMm * (columns - 1)) / 2
const geometry: SeriesGeometry = {
  rows,
  columns,
  rowSpacingMm: spacingMm,
  columnSpacingMm: spacingMm,
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  origins: images.map((_, at) => [-half, -half, firstZMm + at * thicknessMm]),
}
const study: ViewedSeries = {
  seriesId: 'image_series-2',
  label: '5 Mar 2022',
  imageCount: images.length,
  thicknessMm,
  geometry,
  isCt: true,
}
const source: ImageSource = {
  image: (_, index) =>
    Promise.resolve({ rows, columns, samples: 1, pixels: images[index]!, slope: 1, intercept: 0, isInverted: false }),
}

const levels = (extents: readonly number[]) =>
  Object.fromEntries(
    extents.flatMap((extent, at) => [
      [`l${at + 1}_extent`, extent],
      [`l${at + 1}_ground_glass`, 60],
      [`l${at + 1}_reticulation`, 40],
      [`l${at + 1}_coarseness`, extent > 15 ? '2' : '1'],
    ]),
  )

const { record } = aCase()
  .with('imaging', { date: '2021-02-03', modality: 'hrct' })
  .with('imaging', { date: '2022-03-05', modality: 'hrct', extent_pct: 30 })
  .with('pft', { date: '2022-03-01', fvc_pct: 64 })
  .with('image_series', {
    imaging: 'imaging-1',
    date: '2021-02-03',
    modality: 'CT',
    kernel: 'B70f',
    slice_thickness: 5,
  })
  .with('image_series', {
    imaging: 'imaging-2',
    date: '2022-03-05',
    modality: 'CT',
    kernel: 'B30f',
    slice_thickness: 5,
  })
  .with('ct_reading', { imaging: 'imaging-1', date: '2021-03-01', reader: 'A. Author', ...levels([5, 10, 10, 15, 20]) })
  .with('ct_reading', {
    imaging: 'imaging-2',
    date: '2022-04-01',
    reader: 'B. Other',
    pattern: 'nsip',
    honeycombing: 'absent',
    ...levels([10, 20, 20, 20, 30]),
  })
  .with('ct_density', { series: 'image_series-1', date: '2021-02-03', haa_pct: 8.1, mean_hu: -820, volume_ml: 3890 })

const memory = memoryCase(record)

function measured() {
  const { method, mask, warnings, percentilesHu, ...found } = figuresOf(chest)
  return {
    mask: {
      rows,
      columns,
      images: codedMask(mask).map((code) =>
        btoa(String.fromCharCode(...new Uint8Array(code.buffer, code.byteOffset, code.byteLength))),
      ),
    },
    figures: {
      ...found,
      method: `${method.id}, version ${method.version}`,
      citation: method.citation,
      caveat: method.caveat,
      percentilesHu: { ...percentilesHu },
      leftOut: ['12 mL of −995 HU: as empty as gas'],
      cautions: warnings.map(({ text }) => text),
      slices: found.series.slices,
      sliceDistanceMm: found.series.spacingMm[2],
    },
  }
}

const patterns = ['nsip', 'op', 'uip', 'nsip', 'nsip', 'op', 'uip', 'nsip'] as const
const readings: readonly KeptReading[] = patterns.flatMap((pattern, at) =>
  ['A. Author', 'B. Other'].map((reader, which): KeptReading => ({
    id: `${at}-${which}`,
    caseId: `case-${at}`,
    caseCode: `AS-00${10 + at}`,
    imaging: `imaging-${at}`,
    studyDate: '2022-03-05',
    reader,
    blinded: at % 4 > 0,
    columns: {
      pattern: which === 1 && at === 3 ? 'op' : pattern,
      honeycombing: at === 2 ? 'present' : 'absent',
      ...levels([5 * at, 5 * at + 5 * which, 10 * at, 10 * at, 10 * at + 10 * which]),
    },
  })),
)
const readers = [
  { key: 'a. author', name: 'A. Author', studies: 8 },
  { key: 'b. other', name: 'B. Other', studies: 8 },
]

const handlers: FakeHandlers = {
  ...memory.handlers,
  'ctDensity.measure'() {
    const { figures } = measured()
    memory.changeBehind('case', 'case-1', {})
    return { figures, recordId: 'ct_density-2', isNew: false }
  },
  'ctDensity.mask': () => ({ mask: measured().mask }),
  'ctReadings.readers': () => ({ readers }),
  async 'ctReadings.agreement'({ onlyBlinded }) {
    // The main side's: what it computes with makes code of text, which no page may.
    const { readerAgreement } = await import('#shared/domain/imaging/reader-agreement.ts')
    const { studies, ...left } = pairedReadings(readings, 'a. author', 'b. other', onlyBlinded)
    return {
      first: readers[0]!,
      second: readers[1]!,
      ...left,
      studies: studies.map(({ caseId, caseCode, imaging, studyDate }) => ({
        caseId,
        caseCode,
        imaging,
        ...(studyDate !== undefined && { date: studyDate }),
      })),
      items: readerAgreement(studies, comparedItems).map(({ droppedAt, differAt, ...each }) => ({
        ...each,
        droppedAt: [...droppedAt],
        differAt: [...differAt],
      })),
    }
  },
}

const withDensity = () =>
  memoryCase(
    aCaseWith({
      series: 'image_series-2',
      date: '2022-03-05',
      method: 'lung-density, version 1',
      haa_pct: 10.1,
      mean_hu: -806,
      volume_ml: 4021,
      perc15_hu: -872,
      median_hu: -850,
      perc85_hu: -790,
      below_950_pct: 0,
      cautions:
        'Kernel B70f is a sharp one: its noise widens the range of densities. Compare only with the same kernel.',
    }),
  ).handlers

function aCaseWith(density: object) {
  const frame = { ...record.records.ct_density[0]!, id: 'ct_density-2' }
  const ct_density = [...record.records.ct_density, { ...frame, ...density }]
  return { ...record, records: { ...record.records, ct_density } }
}

function Beside({ panel }: { readonly panel: 'reading' | 'density' }) {
  const [mask, setMask] = useState<SeriesMask>()
  const [current, setCurrent] = useState<number>()
  const found = useQueryOf('cases.get', { caseId: 'case-1' }).data
  if (!found) return null
  const imaging = found.records.imaging.find(({ id }) => id === 'imaging-2')!
  const series = found.records.image_series.find(({ id }) => id === study.seriesId)!
  return (
    <div className="scene-beside">
      <CtViewer study={study} source={source} mask={mask} onShown={setCurrent} />
      <aside>
        {panel === 'reading' ? (
          <ReadingPanel caseRecord={found} imaging={imaging} current={current} onGoToLevel={() => {}} />
        ) : (
          <DensityPanel caseRecord={found} series={series} onMask={(next) => setMask(() => next)} />
        )}
      </aside>
    </div>
  )
}

/** @param scene `reading`, `density` or `agreement` */
export function Panels({ scene }: { readonly scene: string }) {
  const [page] = useState(() => {
    const client = createClient(fakeBridge(scene === 'density' ? { ...handlers, ...withDensity() } : handlers))
    const root = createRootRoute()
    const all = createRoute({
      getParentRoute: () => root,
      path: '/',
      component: () => (scene === 'agreement' ? <AgreementPage /> : <Beside panel={scene as 'reading'} />),
    })
    const router = createRouter({ routeTree: root.addChildren([all]), history: createMemoryHistory() })
    return { client, router, queryClient: createQueryClient(client) }
  })
  return (
    <ClientProvider value={page.client}>
      <QueryClientProvider client={page.queryClient}>
        <ShortcutsProvider>
          <RouterProvider router={page.router as never} />
        </ShortcutsProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}
