import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { NearFvc } from '#shared/domain/scores/fvc-near.ts'
import { isOfReader } from '#shared/domain/imaging/kept-back-readings.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { draftOf, isBlank, type Draft } from '#renderer/forms/draft.ts'
import { FormField } from '#renderer/forms/form-field.tsx'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { useFill } from '#renderer/forms/use-fill.ts'
import { LevelGrid } from './level-grid.tsx'
import { LiveResult } from './live-result.tsx'
import { asRecord } from './reading-parts.ts'

interface ReadingFieldsProps {
  readonly caseRecord: CaseRecord
  readonly fvc: NearFvc | undefined
  /** The image that is shown. */
  readonly current: number | undefined
  readonly onGoToLevel: ((index: number) => void) | undefined
}

const about = ['reader', 'date', 'blinded'] as const
const findings = [
  'pattern',
  'certainty',
  'ground_glass',
  'reticulation',
  'traction_bronchiectasis',
  'honeycombing',
] as const
const comparison = ['compared_with', 'change', 'comment'] as const

/** The items of a reading in one narrow column, five levels as a grid. */
export function ReadingFields({ caseRecord, fvc, current, onGoToLevel }: ReadingFieldsProps) {
  const [images, setImages] = useState<readonly (number | undefined)[]>([])
  const remember = (level: number): void => {
    if (current === undefined || images[level] !== undefined) return
    setImages(Array.from({ length: 5 }, (_, at) => (at === level ? current : images[at])))
  }
  return (
    <>
      <section aria-label="Reading">
        <Fields names={about} />
        <SameAsLast caseRecord={caseRecord} />
      </section>
      <section aria-label="Findings">
        <Fields names={findings} />
      </section>
      <section aria-label="Extent at five levels">
        <h4>Extent at five levels</h4>
        <LevelGrid
          images={images}
          onLevel={remember}
          onGoToLevel={onGoToLevel && ((level) => images[level] !== undefined && onGoToLevel(images[level]))}
        />
        <p className="soft ct-levels-keys">
          <kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd> move, <kbd>+</kbd> <kbd>−</kbd> by 5 %, coarseness{' '}
          <kbd>0</kbd> to <kbd>3</kbd>
        </p>
        <LiveResult caseRecord={caseRecord} fvc={fvc} />
      </section>
      <section aria-label="Comparison">
        <Fields names={comparison} />
      </section>
    </>
  )
}

function Fields({ names }: { readonly names: readonly string[] }) {
  const { form } = useRecordForm()
  return names.map((name) => {
    const item = form.items.find((each) => each.name === name)
    return item && <FormField key={name} item={item} />
  })
}

/** What identifies a reading is its own; everything else can be as the last time. */
const ownItems: ReadonlySet<string> = new Set([
  'imaging',
  'date',
  'reader',
  'blinded',
  'compared_with',
  'change',
  'comment',
])

/** Fills what is still empty from the reader's last reading of another study of this case. */
function SameAsLast({ caseRecord }: Pick<ReadingFieldsProps, 'caseRecord'>) {
  const { control, form, onAnswer } = useRecordForm()
  const draft = useWatch({ control }) as Draft
  const fill = useFill()
  const reader = draft['reader']?.text ?? ''
  const last = caseRecord.records.ct_reading
    .filter((reading) => isOfReader(reading, reader) && reading.imaging !== draft['imaging']?.text)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .at(-1)
  function repeat(): void {
    if (!last) return
    const before = draftOf(formOf('ct_reading'), asRecord(last))
    const wanted = Object.entries(before).filter(([name, field]) => {
      const now = draft[name]
      return !ownItems.has(name) && !isBlank(field) && now !== undefined && isBlank(now)
    })
    fill(Object.fromEntries(wanted))
    const [first] = wanted
    if (first) onAnswer(first[0])
  }
  useShortcut('reading-same', repeat)
  if (!last || form.id !== 'ct_reading') return null
  return (
    <Button size="compact-sm" variant="default" onClick={repeat} title="Fills what is still empty">
      All as in my last reading <kbd aria-hidden>F6</kbd>
    </Button>
  )
}
