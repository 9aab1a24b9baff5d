import { NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import { drugExposures } from '#shared/domain/response/drug-exposure.ts'
import { ivigCycles } from '#shared/domain/response/ivig-cycles.ts'
import { responseCards, type ResponseCards } from '#shared/domain/response/response-card.ts'
import { steroidCourse } from '#shared/domain/response/steroid-course.ts'
import { steroidSparing } from '#shared/domain/response/steroid-sparing.ts'
import { drugInSentence } from '#shared/domain/response/used-doses.ts'
import { startOn } from '#shared/domain/response/windows.ts'
import { approvalLines } from '#shared/domain/treatment-summary.ts'
import type { ViewProps } from '../view-props.ts'
import { DrugTable } from './drug-table.tsx'
import { IvigPart } from './ivig-part.tsx'
import { Sourced } from './sourced.tsx'
import { StartCard } from './start-card.tsx'
import { SteroidPart } from './steroid-part.tsx'
import { useWindows, windowChoices } from './use-windows.ts'
import './response.css'

/** What each drug did: before and after its start, and how much of it was given. */
export function ResponseView({ record, today, settings }: ViewProps) {
  const { windows, chosen, choose } = useWindows()
  const exposure = useMemo(() => {
    const cycles = ivigCycles(record, settings, today)
    const steroids = steroidCourse(record, today)
    const first = cycles[0]
    return {
      cycles,
      steroids,
      sparing: steroids && first && steroidSparing(steroids, startOn(first.date)),
      approvals: approvalLines(record).filter((_, index) => record.records.approval[index]?.drug === 'ivig'),
      drugs: drugExposures(record, today),
    }
  }, [record, settings, today])
  const key = JSON.stringify(chosen)
  const { cards, unknown } = useMemo(
    () => responseCards(record, settings, windows, today),
    // The windows are made anew at each drawing; their codes are what changes.
    // oxlint-disable-next-line react/exhaustive-deps
    [record, settings, key, today],
  )
  const { cycles, steroids, sparing, approvals, drugs } = exposure
  if (cards.length === 0 && unknown.length === 0 && drugs.length === 0)
    return <p>No treatment is recorded yet. Once one is, this shows what was measured before and after its start.</p>
  return (
    <div className="response">
      <section aria-labelledby="response-starts">
        <header className="response-bar">
          <h2 id="response-starts">Before and after each start</h2>
          {windowChoices.map(({ name, label, options }) => (
            <NativeSelect
              key={name}
              size="xs"
              label={label}
              value={chosen[name]!}
              onChange={({ currentTarget }) => choose(name, currentTarget.value)}
              data={options.map(({ code, label: words }) => ({ value: code, label: words }))}
            />
          ))}
        </header>
        <p className="soft small">
          What changed after a start is not shown to be caused by it: other drugs were running or started near, and the
          disease has a course of its own. Slopes are by least squares, with their 95 % interval; of CK in percent a
          year, of FVC and DLCO in points.
        </p>
        {cards.map((card) => (
          <StartCard key={card.recordId} card={card} months={windows.afterMonths} />
        ))}
        <UnknownStarts unknown={unknown} />
      </section>
      {(cycles.length > 0 || approvals.length > 0) && (
        <IvigPart cycles={cycles} sparing={sparing} approvals={approvals} />
      )}
      {steroids && <SteroidPart course={steroids} />}
      {drugs.length > 0 && <DrugTable drugs={drugs} />}
      <p className="soft small">* rests on illustrative values. A number opens the records that it rests on.</p>
    </div>
  )
}

function UnknownStarts({ unknown }: Pick<ResponseCards, 'unknown'>) {
  if (unknown.length === 0) return null
  return (
    <p className="soft start-unknown">
      No before and after, since the start is not recorded:{' '}
      {unknown.map(({ drug, input }, index) => (
        <span key={input.recordId}>
          {index > 0 && ', '}
          <Sourced inputs={[input]}>{drugInSentence(drug)}</Sourced>
        </span>
      ))}
      .
    </p>
  )
}
