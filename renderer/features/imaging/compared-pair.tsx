import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { rememberedLink, rememberedShift } from '#shared/domain/imaging/pair-values.ts'
import type { OpenedPair } from '#shared/domain/imaging/pair-values.ts'
import { PairMarks } from './pair-marks.tsx'
import { PairView } from './pair-view.tsx'
import type { Series } from './studies-of.ts'
import type { PairState } from './viewer/pair-state.ts'
import './compared-pair.css'

interface ComparedPairProps {
  readonly record: CaseRecord
  readonly earlier: Series
  readonly later: Series
}

/** Two series side by side, linked as they were last marked, with what is marked of them. */
export function ComparedPair({ record, earlier, later }: ComparedPairProps) {
  const [state, setState] = useState<PairState>()
  const [opened, setOpened] = useState<{ readonly pair?: OpenedPair; readonly times: number }>({ times: 0 })
  const [showsMarks, setShowsMarks] = useState(true)
  const link = opened.pair?.link ?? rememberedLink(record, earlier.id, later.id)
  return (
    <div className="compared-pair" data-marks={showsMarks || undefined}>
      <div className="compared-pair-images">
        <PairView
          key={opened.times}
          earlier={earlier}
          later={later}
          remembered={link}
          first={opened.pair ? opened.pair.first : { shift: rememberedShift(record, earlier.id, later.id) }}
          onStateChange={setState}
        />
      </div>
      <aside className="compared-pair-marks" aria-label="Marks">
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={showsMarks}
          onClick={() => setShowsMarks(!showsMarks)}
        >
          {showsMarks ? 'Hide marks' : 'Marks'}
        </Button>
        {showsMarks && (
          <PairMarks
            caseRecord={record}
            left={earlier.id}
            right={later.id}
            state={state}
            onOpen={(pair) => setOpened({ pair, times: opened.times + 1 })}
          />
        )}
      </aside>
    </div>
  )
}
