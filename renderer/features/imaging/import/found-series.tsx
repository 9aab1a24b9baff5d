import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { choiceLabelOf } from './study-names.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { FoundImages, SeriesToTake } from '#shared/ipc/areas/image-imports.ts'
import { firstPlan, studyChoices, wishesOf, type ImportPlan } from './import-plan.ts'
import { RefusedList } from './refused-list.tsx'
import { SeriesRow } from './series-row.tsx'
import { countWords, sizeWords } from './series-words.ts'
import { modalityLabel } from './study-names.ts'

interface FoundSeriesProps {
  readonly found: FoundImages
  readonly recorded: CaseRecord['records']['imaging']
  readonly onImport: (series: SeriesToTake[]) => void
  readonly onAgain: () => void
}

/** What was found, by study, with what is to be taken of it. */
export function FoundSeriesTable({ found, recorded, onImport, onAgain }: FoundSeriesProps) {
  const [plan, setPlan] = useState<ImportPlan>(() => firstPlan(found, recorded))
  const ready = wishesOf(found, plan)
  const count = ready?.series.length ?? 0
  return (
    <div className="import-found">
      {found.patients > 1 && (
        <p className="import-attention" role="alert">
          These images name {found.patients} patients or patient numbers. Take only what belongs to this case.
        </p>
      )}
      {found.studies.length === 0 && <p>No image was found there that can be taken.</p>}
      {found.studies.map((study, index) => (
        <section key={study.key} aria-labelledby={`import-${study.key}`}>
          <div className="import-study">
            <h3 id={`import-${study.key}`}>
              {study.date === undefined ? 'Study without a date' : formatPartialDate(study.date)}
              {found.patients > 1 && <span className="soft"> · patient {study.patient}</span>}
            </h3>
            <NativeSelect
              label="Belongs to"
              data={[...studyChoices(study, recorded, choiceLabelOf, modalityLabel)]}
              value={plan.studies[study.key] ?? ''}
              onChange={({ currentTarget }) =>
                setPlan({ ...plan, studies: { ...plan.studies, [study.key]: currentTarget.value } })
              }
            />
          </div>
          <table className="import-table">
            <caption className="visually-hidden">Series of study {index + 1}</caption>
            <thead>
              <tr>
                <th scope="col">Take</th>
                <th scope="col">Picture</th>
                <th scope="col">Series</th>
                <th scope="col">Images</th>
              </tr>
            </thead>
            <tbody>
              {study.series.map((series) => (
                <SeriesRow
                  key={series.key}
                  scanId={found.scanId}
                  series={series}
                  choice={plan.series[series.key]!}
                  onChange={(choice) => setPlan({ ...plan, series: { ...plan.series, [series.key]: choice } })}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <RefusedList title="Not taken" refused={found.refused} />
      <div className="import-buttons">
        <Button disabled={count === 0} onClick={() => ready && onImport(ready.series)}>
          {count === 0 ? 'Import' : `Import ${countWords(count, 'series', 'series')}`}
        </Button>
        <Button variant="default" onClick={onAgain}>
          Choose others
        </Button>
        <span className="soft" role="status">
          {count > 0 && `${countWords(ready!.images, 'image', 'images')}, ${sizeWords(ready!.bytes)}`}
        </span>
      </div>
    </div>
  )
}
