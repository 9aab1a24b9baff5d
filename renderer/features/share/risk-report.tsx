import { Button } from '@mantine/core'
import { quasiLabels } from '#shared/domain/deidentify/quasi-identifiers.ts'
import { quasiWords } from '#shared/domain/deidentify/quasi-words.ts'
import { consentRefusals } from '#shared/domain/deidentify/share-options.ts'
import type { ShareReport } from '#shared/ipc/areas/share.ts'
import { listed } from '#shared/lib/listed.ts'
import { countOf, numberWords, refusalWords, wordsOfStep } from './share-words.ts'

interface RiskReportProps {
  readonly report: ShareReport
  /** Takes the steps that the report suggests. */
  readonly onSteps: () => void
}

/** What would leave, who stays and why, and how well those who leave are hidden among each other. */
export function RiskReport({ report, onSteps }: RiskReportProps) {
  const { found, refused, keptBack, leaving, withoutAnchor, old, tables, values } = report
  const kept = [
    ...consentRefusals.filter((why) => refused[why] > 0).map((why) => `${refused[why]} ${refusalWords[why]}`),
    ...(keptBack > 0 ? [`${keptBack} in a small class`] : []),
  ]
  return (
    <>
      <p className="share-verdict">
        {leaving === 0
          ? `None of ${countOf(found, 'case', 'cases')} can leave.`
          : `${numberWords(leaving)} of ${countOf(found, 'case', 'cases')} leave, ${countOf(values, 'value', 'values')} in all.`}
      </p>
      {kept.length > 0 && <p>Stay here: {listed(kept)}.</p>}
      {withoutAnchor > 0 && (
        <p>
          {countOf(withoutAnchor, 'case has', 'cases have')} no date of the anchor: days and age are left out of them.
        </p>
      )}
      {old > 0 && (
        <p>
          {countOf(old, 'case is', 'cases are')} over 89 in the course of the record: told as one group, without
          reported percentages of predicted, which would tell the age.
        </p>
      )}
      {leaving > 0 && <Risk report={report} onSteps={onSteps} />}
      <details>
        <summary>Tables that leave ({tables.length})</summary>
        <dl className="share-tables">
          {tables.map(({ form, label, rows }) => (
            <div key={form}>
              <dt>{label}</dt>
              <dd>{numberWords(rows)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

function Risk({ report: { risk, steps }, onSteps }: RiskReportProps) {
  const { cases, threshold, smallest, casesInSmall, classes, items, smallClasses, smallClassCount } = risk
  const isHidden = casesInSmall === 0
  const what = listed(items.map((item) => quasiLabels[item]))
  return (
    <>
      <p className="share-risk" data-ok={isHidden}>
        <b>k = {smallest}.</b>{' '}
        {isHidden
          ? `Every case shares ${what} with at least ${smallest - 1} others.`
          : `${numberWords(casesInSmall)} of ${countOf(cases, 'case', 'cases')} share ${what} with fewer than ${threshold - 1} others.`}{' '}
        <span className="soft">{countOf(classes, 'class', 'classes')} in all.</span>
      </p>
      {steps.length > 0 && (
        <div className="share-steps">
          <h3>To hide them better</h3>
          <ol>
            {steps.map((step) => (
              <li key={`${step.item} ${step.to}`}>
                {wordsOfStep(step)}:{' '}
                <span className="soft">
                  {step.casesInSmall === 0
                    ? `no case in a small class, k = ${step.smallest}`
                    : `${countOf(step.casesInSmall, 'case', 'cases')} left in small classes`}
                </span>
              </li>
            ))}
          </ol>
          <Button variant="default" onClick={onSteps}>
            Take {steps.length === 1 ? 'this step' : 'these steps'}
          </Button>
        </div>
      )}
      {!isHidden && (
        <p className="soft">What still stands out can be kept here: tick “Keep cases in small classes here”.</p>
      )}
      {smallClasses.length > 0 && (
        <Cells title={`Small classes (${smallClassCount})`} cells={smallClasses} total={smallClassCount} />
      )}
      {risk.smallCells.length > 0 && (
        <Cells
          title={`Small cells of one item or two (${risk.smallCellCount})`}
          cells={risk.smallCells}
          total={risk.smallCellCount}
        />
      )}
    </>
  )
}

interface CellsProps {
  readonly title: string
  readonly cells: ShareReport['risk']['smallCells']
  readonly total: number
}

function Cells({ title, cells, total }: CellsProps) {
  return (
    <details>
      <summary>{title}</summary>
      <table className="share-cells">
        <thead>
          <tr>
            <th scope="col">Cases</th>
            <th scope="col">Alike in</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ items, values, count }) => (
            <tr key={items.map((item, index) => `${item} ${values[index]}`).join()}>
              <td>{count}</td>
              <td>{items.map((item, index) => quasiWords(item, values[index] ?? '')).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cells.length < total && (
        <p className="soft">
          The {cells.length} smallest of {numberWords(total)} are shown.
        </p>
      )}
    </details>
  )
}
