import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { DensityPanel } from './density/density-panel.tsx'
import type { PanelName } from './imaging-address.ts'
import { ReadingPanel } from './reading/reading-panel.tsx'
import { SeriesView } from './series-view.tsx'
import type { SeriesMask } from './series-view.tsx'
import type { Series, Study } from './studies-of.ts'

interface ReadSeriesProps {
  readonly record: CaseRecord
  readonly series: Series
  /** Missing for a series that belongs to none. */
  readonly study: Study | undefined
  readonly panel: PanelName | undefined
  readonly onPanel: (panel: PanelName | undefined) => void
}

/** One series, and beside it what is read from it or measured. */
export function ReadSeries({ record, series, study, panel, onPanel }: ReadSeriesProps) {
  const [current, setCurrent] = useState<number>()
  const [goal, setGoal] = useState<{ readonly index: number; readonly times: number }>()
  const [mask, setMask] = useState<SeriesMask>()
  return (
    <div className="read-series">
      <div className="read-series-images">
        <SeriesView
          key={goal?.times}
          series={series}
          {...(goal && { firstIndex: goal.index })}
          onShown={setCurrent}
          {...(panel === 'density' && mask && { mask })}
        />
      </div>
      <aside className="read-series-panel" aria-label="Read and measured" data-open={panel || undefined}>
        <div className="read-series-choice">
          {(
            [
              ['reading', 'Reading'],
              ['density', 'Density'],
            ] as const
          ).map(([name, label]) => (
            <Button
              key={name}
              size="compact-sm"
              variant={panel === name ? 'light' : 'default'}
              aria-expanded={panel === name}
              onClick={() => onPanel(panel === name ? undefined : name)}
            >
              {label}
            </Button>
          ))}
        </div>
        {panel === 'reading' && study && (
          <ReadingPanel
            caseRecord={record}
            imaging={study}
            current={current}
            onGoToLevel={(index) => setGoal({ index, times: (goal?.times ?? 0) + 1 })}
          />
        )}
        {panel === 'reading' && !study && <p>This series belongs to no imaging study, so it can’t be read.</p>}
        {panel === 'density' && (
          <DensityPanel caseRecord={record} series={series} onMask={(found) => setMask(() => found)} />
        )}
      </aside>
    </div>
  )
}
