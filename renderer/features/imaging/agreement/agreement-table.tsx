import { agreementMethods } from '#shared/domain/imaging/agreement-methods.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { ListedAgreement } from '#shared/ipc/areas/ct-readings.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'

type Answer = OutputOf<'ctReadings.agreement'>

export interface BehindAgreement {
  readonly title: string
  readonly studies: Answer['studies']
}

interface AgreementTableProps {
  readonly answer: Answer
  readonly onList: (behind: BehindAgreement) => void
}

/** A table as a journal prints it. Numbers that are about studies list them. */
export function AgreementTable({ answer, onList }: AgreementTableProps) {
  const { items, studies, first, second } = answer
  const title = `Agreement of ${first.name} and ${second.name}`
  const list = (item: ListedAgreement, what: string, places: readonly number[]): void =>
    onList({ title: `${item.label}: ${what}`, studies: places.map((at) => studies[at]!) })
  const told = items.filter(({ n }) => n > 0)
  const unrated = items.filter(({ n }) => n === 0)
  const rated = ({ droppedAt }: ListedAgreement) => studies.map((_, at) => at).filter((at) => !droppedAt.includes(at))
  return (
    // A wide table scrolls; the keyboard must get there.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="agreement-scroll" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Measure</th>
            <th scope="col" data-number>
              Estimate
            </th>
            <th scope="col">95 % interval</th>
            <th scope="col" data-number>
              Same
            </th>
            <th scope="col">Second − first</th>
            {['Rated by both', 'Differ', 'Left out'].map((what) => (
              <th key={what} scope="col" data-number>
                {what}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map((item) => (
            <tr key={item.name}>
              <th scope="row">{item.label}</th>
              <td>{agreementMethods[item.method].name}</td>
              <Estimate estimate={item.estimate} />
              <td data-number>
                <Studies
                  count={item.n}
                  of={`${item.label}, rated by both`}
                  onList={() => list(item, 'rated by both', rated(item))}
                />
              </td>
              <td data-number>
                <Studies
                  count={item.differAt.length}
                  of={`${item.label}, rated differently`}
                  onList={() => list(item, 'rated differently', item.differAt)}
                />
              </td>
              <td data-number>
                <Studies
                  count={item.dropped}
                  of={`${item.label}, left out`}
                  onList={() => list(item, 'not rated by both', item.droppedAt)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unrated.length > 0 && (
        <p className="soft small agreement-unrated">
          Rated by both in no study: {unrated.map(({ label }) => midSentence(label)).join('; ')}.
        </p>
      )}
    </div>
  )
}

const fixed = (value: number, decimals: number): string => value.toFixed(decimals).replace('-', '−')

function Estimate({ estimate }: Pick<ListedAgreement, 'estimate'>) {
  if ('unavailable' in estimate)
    return (
      <td colSpan={4} className="soft">
        {estimate.unavailable}
      </td>
    )
  const { value, lower, upper, samePercent, difference } = estimate
  return (
    <>
      <td data-number>{fixed(value, 2)}</td>
      <td>{lower === null || upper === null ? noInterval(samePercent) : `${fixed(lower, 2)} to ${fixed(upper, 2)}`}</td>
      <td data-number>{fixed(samePercent, 0)} %</td>
      <td>
        {difference &&
          `${fixed(difference.mean, 1)}${difference.sd === null ? '' : ` (SD ${fixed(difference.sd, 1)})`}`}
      </td>
    </>
  )
}

/** Where nothing is left to chance there are no limits: all the same, or all apart by the same amount. */
const noInterval = (samePercent: number): string =>
  samePercent === 100 ? 'complete agreement' : 'none: always as far apart'

interface StudiesProps {
  readonly count: number
  readonly of: string
  readonly onList: () => void
}

function Studies({ count, of, onList }: StudiesProps) {
  if (count === 0) return <>0</>
  return (
    <button type="button" className="text-button" aria-label={`${count}, ${of}: list the studies`} onClick={onList}>
      {count}
    </button>
  )
}
