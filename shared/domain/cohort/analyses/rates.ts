/** Events and patient-time before and after the index. */
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { groupingOf, levelsOf } from '../covariates.ts'
import { knownForms } from '../known-forms.ts'
import { leftOut } from '../left-out.ts'
import { comparedRates, rateData } from './rates-compared.ts'
import { countCase, periods, type CountedCase } from './rates-gather.ts'
import { ratesScript } from './rates-script.ts'
import { rateForest, rateTable, swimmer } from './rates-tables.ts'
import { ratesFindings, ratesMethod, ratesReferences, ratesWarnings } from './rates-words.ts'

type Request = AnalysisRequestOf<'rates'>

const groupingAsked = ({ groupBy }: Request) => (groupBy === undefined ? undefined : groupingOf(groupBy))

export const rates: Analysis<Request, CountedCase> = {
  reads: (request) => [...new Set([...knownForms, ...(groupingAsked(request)?.variable.reads ?? [])])],
  gather: countCase,
  conclude(gathered, dropped, request, index) {
    if (gathered.length === 0) throw new StatisticsProblem('Of no case is anything known of the time around its index.')
    const grouping = groupingAsked(request)
    const groups = grouping
      ? levelsOf(
          grouping,
          gathered.map(({ value }) => value.group!),
          'listed',
        )!
      : []
    const all = comparedRates(gathered, groups, request)
    const made = { all, groups, request, index, gathered, groupLabel: grouping?.variable.label }
    const data = rateData(gathered, [...new Set(request.events)], grouping?.column)
    const left = leftOut(dropped)
    return {
      title: `Events before and after the ${index}`,
      findings: ratesFindings(made),
      method: ratesMethod(made),
      references: ratesReferences(made),
      warnings: ratesWarnings(made),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: data['patient']!.length },
      dropped: left.dropped,
      tables: [rateTable(made)],
      figures: [...rateForest(made), swimmer(made)],
      script: ratesScript(made, data, grouping?.column),
      behind: {
        ...left.behind,
        ...Object.fromEntries(
          all.flatMap(({ event, group, periods: of }) =>
            periods.map((period) => [`${event}:${group ?? ''}:${period}`, of[period].withEvent]),
          ),
        ),
        ...Object.fromEntries(
          (groups.length > 0 ? groups : [undefined]).flatMap((group) =>
            periods.map((period) => [
              `time:${group ?? ''}:${period}`,
              gathered
                .filter(({ value }) => (group === undefined || value.group === group) && value.years[period] > 0)
                .map(({ caseId }) => caseId),
            ]),
          ),
        ),
      },
      data,
    }
  },
}
