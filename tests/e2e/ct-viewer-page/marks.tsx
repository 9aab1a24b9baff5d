import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { croppedPicture } from '#shared/domain/imaging/cropped-picture.ts'
import { unsetLink } from '#shared/domain/imaging/linked-position.ts'
import { pairCaption } from '#shared/domain/imaging/pair-caption.ts'
import { pairFactsOf, pairPlanOf } from '#shared/domain/imaging/pair-figure.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import type { OpenedPair } from '#shared/domain/imaging/pair-values.ts'
import type { CtFigure } from '#shared/ipc/areas/ct-figures.ts'
import { createClient } from '#shared/ipc/client.ts'
import { Providers } from '#renderer/app/app.tsx'
import { PairMarks } from '#renderer/features/imaging/pair-marks.tsx'
import { CtPair } from '#renderer/features/imaging/viewer/ct-pair.tsx'
import type { PairState } from '#renderer/features/imaging/viewer/pair-state.ts'
import type { ViewedSeries } from '#renderer/features/imaging/viewer/viewed-series.ts'
import { createQueryClient } from '#renderer/ipc/query-client.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { aCase } from '#tests/support/a-case.ts'
import { fakeBridge } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'

interface MarksProps {
  readonly earlier: ViewedSeries
  readonly later: ViewedSeries
  readonly source: ImageSource
  readonly onState: (state: PairState) => void
}

/** Two dates with the panel of their marks beside them, as the case shows them; records live in memory. */
export function Marks(props: MarksProps) {
  const [{ client, queryClient }] = useState(() => inMemory(props))
  return (
    <Providers client={client} queryClient={queryClient}>
      <Both {...props} />
    </Providers>
  )
}

function Both({ earlier, later, source, onState }: MarksProps) {
  const record = useQueryOf('cases.get', { caseId }).data
  const [state, setState] = useState<PairState>()
  const [opened, setOpened] = useState<OpenedPair & { readonly times: number }>({
    link: unsetLink,
    first: {},
    times: 0,
  })
  const [tell] = useState(() => (next: PairState) => {
    setState(next)
    onState(next)
  })
  if (!record) return null
  return (
    <div className="scene-marks">
      <CtPair
        key={opened.times}
        left={earlier}
        right={later}
        source={source}
        link={opened.link}
        first={opened.first}
        onLinkChange={(link) => setOpened({ ...opened, link })}
        onStateChange={tell}
      />
      <aside aria-label="Marks">
        <PairMarks
          caseRecord={record}
          left={earlier.seriesId}
          right={later.seriesId}
          state={state}
          onOpen={(pair) => setOpened({ ...pair, times: opened.times + 1 })}
        />
      </aside>
    </div>
  )
}

const { record: empty } = aCase()
const caseId = empty.case.id

function inMemory({ earlier, later, source }: MarksProps) {
  const frame = { version: 1, source: 'recorded', created_at: '2026-01-01', updated_at: '2026-01-01' } as const
  const series = [
    { ...frame, id: earlier.seriesId, date: '2023-03-03', modality: 'CT', slice_thickness: 5 },
    { ...frame, id: later.seriesId, date: '2024-04-08', modality: 'CT', slice_thickness: 2.5 },
  ]
  const kept = memoryCase({ ...empty, records: { ...empty.records, image_series: series } } as unknown as CaseRecord)
  const geometryOf = (seriesId: string) => (seriesId === earlier.seriesId ? earlier : later).geometry!
  const bridge = fakeBridge({
    ...kept.handlers,
    'images.geometry': ({ seriesId }) => ({ geometry: geometryOf(seriesId), images: 60, modality: 'CT', windows: [] }),
    'ctFigures.ofPair': ({ pairId, widthPx }) => figureOf(kept.saved(), { pairId, widthPx, geometryOf, source }),
  })
  const client = createClient(bridge)
  return { client, queryClient: createQueryClient(client) }
}

interface FigureWish {
  readonly pairId: string
  readonly widthPx: number
  readonly geometryOf: (seriesId: string) => NonNullable<ViewedSeries['geometry']>
  readonly source: ImageSource
}

async function figureOf(record: CaseRecord, { pairId, widthPx, geometryOf, source }: FigureWish): Promise<CtFigure> {
  const pair = record.records.ct_pair.find(({ id }) => id === pairId)!
  const facts = pairFactsOf(record, pair)
  if ('why' in facts) return { pairId, caseId, why: facts.why }
  const geometry = { earlier: geometryOf(facts.earlier.seriesId), later: geometryOf(facts.later.seriesId) }
  const plan = pairPlanOf(pair, facts, geometry)
  if ('why' in plan) return { pairId, caseId, why: plan.why }
  const pictureOf = async (side: 'earlier' | 'later') => {
    const { seriesId, index, plane, crop, ...placed } = plan[side]
    const image = await source.image(seriesId, index)
    const { pixels, ...picture } = croppedPicture(image, { plane, crop, window: plan.window, widthPx })
    const base64 = btoa(Array.from(pixels, (value) => String.fromCharCode(value)).join(''))
    return { ...picture, ...placed, index, base64 }
  }
  const { widthMm, heightMm } = plan.earlier.crop
  const pictures = { earlier: await pictureOf('earlier'), later: await pictureOf('later'), widthMm, heightMm }
  return { pairId, caseId, facts, caption: pairCaption(facts), pictures }
}
