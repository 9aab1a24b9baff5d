/** Whether respiratory symptoms are worse, visit by visit. */
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { comparePartialDates, formatPartialDate, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import type { Statement } from './evidence.ts'

type Visit = RecordTypes['visit']
type DatedVisit = Visit & { readonly date: PartialDate }

const coughGrades: readonly (string | undefined)[] = ['none', 'mild', 'moderate', 'severe']

/**
 * What a visit says of respiratory symptoms against the visit before counts. Where it says nothing, a higher grade of
 * dyspnea (mMRC) or cough than at the last visit that has that grade counts as worse, and says so.
 */
export function symptomStatements(visits: readonly Visit[]): readonly Statement[] {
  const dated = visits
    .filter((visit): visit is DatedVisit => visit.date !== undefined)
    .toSorted((a, b) => comparePartialDates(a.date, b.date))
  return dated.flatMap((visit, index) => {
    const said = statedOf(visit)
    return said ? [said] : gradesAgainst(visit, dated.slice(0, index))
  })
}

function usedOf({ id, version, date, source }: DatedVisit, item: string, text: string): UsedInput {
  return { form: 'visit', recordId: id, version, item, date, text, source }
}

function statedOf(visit: DatedVisit): Statement | undefined {
  const { date, respiratory_change: change } = visit
  if (change === undefined) return undefined
  const text = `respiratory symptoms ${midSentence(labelOf('visit', 'respiratory_change', change))} on ${formatPartialDate(date)}`
  return { date, holds: change === 'worse', text, from: [usedOf(visit, 'respiratory_change', text)] }
}

interface Graded {
  readonly since: DatedVisit
  readonly rose: boolean
  readonly item: 'mmrc' | 'cough'
  readonly words: string
}

/** Each grade against its own last one; one that rose decides, the dates of both visits must then fit. */
function gradesAgainst(visit: DatedVisit, before: readonly DatedVisit[]): readonly Statement[] {
  const graded = [
    compared(
      'mmrc',
      'mMRC',
      ({ mmrc }) => mmrc,
      (grade) => String(grade),
    ),
    compared(
      'cough',
      'cough',
      ({ cough }) => gradeOfCough(cough),
      (grade) => coughGrades[grade] ?? '',
    ),
  ].filter((one) => one !== undefined)
  const rising = graded.filter(({ rose }) => rose)
  return (rising.length > 0 ? rising : graded.slice(0, 1)).map(({ since, rose, item, words }): Statement => {
    const text = `${words} from ${formatPartialDate(since.date)} to ${formatPartialDate(visit.date)} (judged by its grade; the change of symptoms is not recorded)`
    return {
      date: visit.date,
      holds: rose,
      text,
      since: since.date,
      from: [
        usedOf(since, item, `${item === 'mmrc' ? 'mMRC' : 'Cough'} on ${formatPartialDate(since.date)}`),
        usedOf(visit, item, text),
      ],
    }
  })

  function compared(
    item: Graded['item'],
    name: string,
    gradeOf: (visit: Visit) => number | undefined,
    wordOf: (grade: number) => string,
  ): Graded | undefined {
    const grade = gradeOf(visit)
    const since = before.findLast((earlier) => gradeOf(earlier) !== undefined)
    const last = since && gradeOf(since)
    if (grade === undefined || since === undefined || last === undefined) return undefined
    return { since, rose: grade > last, item, words: `${name} ${wordOf(last)} → ${wordOf(grade)}` }
  }
}

const gradeOfCough = (cough: string | undefined): number | undefined => {
  const grade = coughGrades.indexOf(cough)
  return cough === undefined || grade < 0 ? undefined : grade
}
