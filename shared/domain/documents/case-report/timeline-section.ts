/**
 * CARE item 7: what happened, in order of time. What comes in long series (doses that were tapered, infusions, enzymes)
 * stands here by its first, its most telling and its last; the tables of its own section hold the rest.
 */
import { capital, labelOf } from '../../label-of.ts'
import { antibodyText } from '../../antibody-facts.ts'
import type { RecordSource } from '../../../dictionary/record.ts'
import { infusionLabel } from '../../drug-lanes.ts'
import { diagnosisText, eventText, imagingText, procedureText } from '../../event-marks.ts'
import { reasonOf } from '../../exposure.ts'
import { doseLabel } from '../../dose.ts'
import { formatNumber } from '../../format-number.ts'
import { lungReferences } from './lung-references.ts'
import { percentSeries } from '../../lung-function/percent-series.ts'
import { comparePartialDates, type PartialDate } from '../../partial-date.ts'
import { ckInUnitsPerLiter, laboratoryLabel } from '../../series-lanes.ts'
import { timelineOf } from '../../timeline.ts'
import { gap, heading, paragraph, table, type Block, type Text } from '../blocks.ts'
import { itemWords } from './item-words.ts'
import { hasText } from './reported-record.ts'
import { drugWords } from './report-subject.ts'
import { inSentence, marked, recordedText, spaced, toldOf, type ReportContext } from './report-context.ts'

type Category =
  'symptom' | 'test' | 'imaging' | 'diagnosis' | 'treatment' | 'response' | 'adverse event' | 'administrative'

interface Entry {
  readonly date: PartialDate | undefined
  readonly category: Category
  readonly text: Text
  readonly value?: string
  readonly source: RecordSource
}

const drugTitle = (code: string) => capital(drugWords(code))

const byDate = (a: Entry, b: Entry) =>
  a.date === undefined || b.date === undefined
    ? Number(a.date === undefined) - Number(b.date === undefined)
    : comparePartialDates(a.date, b.date)

const withText = (context: ReportContext, form: 'event' | 'procedure' | 'imaging', id: string, ...items: string[]) =>
  hasText(context.whole, form, id, ...items) ? recordedText : undefined

function symptoms({ record }: ReportContext): readonly Entry[] {
  const told = new Set<string>()
  const present = record.records.manifestation.flatMap(({ term, status, onset, ended, source }): readonly Entry[] => {
    if (status !== 'present' || term === undefined) return []
    const key = `${term} ${onset ?? ''}`
    if (told.has(key)) return []
    told.add(key)
    const name = labelOf('manifestation', 'term', term)
    return [
      { date: onset, category: 'symptom', text: [`${name} began`], source },
      ...(ended === undefined ? [] : [{ date: ended, category: 'symptom', text: [`${name} ended`], source } as const]),
    ]
  })
  const visits = record.records.visit.filter(({ mmrc }) => mmrc !== undefined)
  const worst = visits.toSorted((a, b) => (b.mmrc ?? 0) - (a.mmrc ?? 0))[0]
  const dyspnea = toldOf(visits, worst, 4).map(({ date, mmrc, source }): Entry => ({
    date,
    category: 'symptom',
    text: ['Dyspnea graded'],
    value: `mMRC ${mmrc}`,
    source,
  }))
  return [...present, ...absences(record.records.manifestation), ...dyspnea]
}

/** What was looked for and absent, once a day. */
function absences(manifestations: ReportContext['record']['records']['manifestation']): readonly Entry[] {
  const absent = manifestations.filter(({ status, observed_on }) => status === 'absent' && observed_on !== undefined)
  const days = [...new Set(absent.map(({ observed_on }) => observed_on))]
  return days.map((date) => {
    const same = absent.filter(({ observed_on }) => observed_on === date)
    const signs = inSentence(same.map(({ term }) => labelOf('manifestation', 'term', term ?? '')))
    return { date, category: 'symptom', text: [`Absent: ${signs}`], source: same[0]!.source }
  })
}

function tests(context: ReportContext): readonly Entry[] {
  const { record, settings } = context
  const { laboratory, pft, walk_test: walks, antibody, procedure } = record.records
  const ck = laboratory.filter(({ test, value, date }) => test === 'ck' && value !== undefined && date !== undefined)
  const level = ({ value, unit }: (typeof ck)[number]) => ckInUnitsPerLiter(value, unit) ?? 0
  const peak = ck.toSorted((a, b) => level(b) - level(a))[0]
  const series = { fvc: percentSeries(record, 'fvc', settings), dlco: percentSeries(record, 'dlco', settings) }
  const percent = (index: 'fvc' | 'dlco', id: string) => {
    const point = series[index].points.find(({ recordId }) => recordId === id)
    return point ? `${formatNumber(point.value, 0)} %` : undefined
  }
  const lowest = series.fvc.points.toSorted((a, b) => a.value - b.value)[0]?.recordId
  const lung = toldOf(
    pft,
    pft.find(({ id }) => id === lowest),
  ).map((one): Entry => {
    const part = (label: string, words: string | undefined, ofPredicted: string | undefined) =>
      words || ofPredicted ? [label, words, ofPredicted && `(${ofPredicted})`].filter(Boolean).join(' ') : undefined
    const value = [
      part('FVC', itemWords('pft', one, 'fvc'), percent('fvc', one.id)),
      part('DLCO', itemWords('pft', one, 'dlco'), percent('dlco', one.id)),
    ]
    return {
      date: one.date,
      category: 'test',
      text: ['Pulmonary function'],
      value: value.filter(Boolean).join('; '),
      source: one.source,
    }
  })
  return [
    ...antibody.map((one): Entry => ({
      date: one.date,
      category: 'test',
      text: ['Antibody'],
      value: antibodyText(one),
      source: one.source,
    })),
    ...toldOf(ck, peak, 3).map((one): Entry => {
      const what = one === peak ? 'CK, highest' : one === ck[0] ? 'CK, first' : one === ck.at(-1) ? 'CK, last' : 'CK'
      return { date: one.date, category: 'test', text: [what], value: laboratoryLabel(one), source: one.source }
    }),
    ...lung,
    ...toldOf(walks, undefined).map((one): Entry => ({
      date: one.date,
      category: 'test',
      text: ['6-minute walk'],
      value: itemWords('walk_test', one, 'distance') ?? '',
      source: one.source,
    })),
    ...procedure.map((one): Entry => ({
      date: one.date,
      category: 'test',
      text: spaced(procedureText(one), withText(context, 'procedure', one.id, 'site', 'result')),
      source: one.source,
    })),
  ]
}

function findings(context: ReportContext): readonly Entry[] {
  const { record, tell } = context
  const { imaging, diagnosis } = record.records
  return [
    ...diagnosis.map((one): Entry => ({
      date: one.date,
      category: 'diagnosis',
      text: [diagnosisText(one)],
      source: one.source,
    })),
    ...imaging.map((one): Entry => {
      const { change, compared_with, ...study } = one
      const earlier = imaging.find(({ id }) => id === compared_with)?.date
      const against = earlier === undefined ? 'an earlier study' : `the study of ${tell.when(earlier)}`
      const compared =
        change && `; ${{ better: 'better than', same: 'the same as', worse: 'worse than' }[change]} ${against}`
      return {
        date: one.date,
        category: 'imaging',
        text: spaced(`${imagingText(study, imaging)}${compared ?? ''}`, withText(context, 'imaging', one.id, 'report')),
        source: one.source,
      }
    }),
  ]
}

function treatments({ record, whole }: ReportContext): readonly Entry[] {
  const { treatment: all, dose_step: steps, infusion: infusions, approval: approvals } = record.records
  const nameOf = (id: string | undefined) => all.find((one) => one.id === id)?.drug
  const changes = steps
    .filter((step) => step.reason !== 'taper')
    .map((step): Entry => {
      const drug = nameOf(step.treatment)
      const reason = reasonOf(step)
      return {
        date:
          step.started ?? (step.reason === 'start' ? all.find(({ id }) => id === step.treatment)?.started : undefined),
        category: 'treatment',
        text: spaced(
          `${drug === undefined ? 'Drug not recorded' : drugTitle(drug)}${reason ? `: ${reason}` : ''}`,
          hasText(whole, 'dose_step', step.id, 'dose_text', 'reason_detail') ? recordedText : undefined,
        ),
        value: doseLabel(step),
        source: step.source,
      }
    })
  const ends = all
    .filter(({ ended }) => ended !== undefined)
    .map((one): Entry => {
      const reason = itemWords('treatment', one, 'stop_reason')
      return {
        date: one.ended,
        category: 'treatment',
        text: [`${one.drug === undefined ? 'Drug' : drugTitle(one.drug)} stopped${reason ? `: ${reason}` : ''}`],
        source: one.source,
      }
    })
  const without = all
    .filter(({ id, ended }) => ended === undefined && !steps.some(({ treatment }) => treatment === id))
    .filter(({ id }) => !infusions.some(({ treatment }) => treatment === id))
    .map((one): Entry => ({
      date: one.started,
      category: 'treatment',
      text: [`${one.drug === undefined ? 'Drug' : drugTitle(one.drug)} started`],
      source: one.source,
    }))
  const drugs = [...new Set(infusions.map(({ drug, treatment }) => drug ?? nameOf(treatment)))]
  const cycles = drugs.flatMap((drug) => {
    const own = infusions.filter((one) => (one.drug ?? nameOf(one.treatment)) === drug)
    return toldOf(own, undefined, 2).map((one): Entry => ({
      date: one.date,
      category: 'treatment',
      text: [`${drug === undefined ? 'Infusion' : drugTitle(drug)}, infusion ${own.indexOf(one) + 1} of ${own.length}`],
      value: infusionLabel(one),
      source: one.source,
    }))
  })
  const asked = approvals.flatMap((one): readonly Entry[] => {
    const drug = one.drug === undefined ? 'a drug' : drugWords(one.drug)
    const decision = itemWords('approval', one, 'decision')
    const entry = (date: PartialDate | undefined, text: string): readonly Entry[] =>
      date === undefined ? [] : [{ date, category: 'administrative', text: [text], source: one.source }]
    return [
      ...entry(one.asked_on, `Approval of ${drug} asked for`),
      ...entry(one.decided_on, `Approval of ${drug}: ${decision ?? 'decided'}`),
      ...entry(one.first_dose_on, `First dose of ${drug} after the approval`),
    ]
  })
  return [...changes, ...ends, ...without, ...cycles, ...asked]
}

function happenings(context: ReportContext): readonly Entry[] {
  const { record } = context
  const { status, status_on, source } = record.case
  const closed =
    status !== undefined && status !== 'active' && !record.records.event.some(({ kind }) => kind === 'death')
  return [
    ...record.records.event.map((one): Entry => {
      const outcome = itemWords('event', one, 'outcome')
      return {
        date: one.onset,
        category: 'adverse event',
        text: spaced(eventText(one), withText(context, 'event', one.id, 'title')),
        value: outcome,
        source: one.source,
      }
    }),
    ...record.records.infusion
      .filter(({ reaction_grade: grade }) => grade !== undefined && grade > 0)
      .map((one): Entry => ({
        date: one.date,
        category: 'adverse event',
        text: [`Reaction to an infusion${one.drug === undefined ? '' : ` of ${drugWords(one.drug)}`}`],
        value: `grade ${one.reaction_grade}`,
        source: one.source,
      })),
    ...record.records.infusion
      .filter(
        ({ best_effect_day, wearing_off_week }) => best_effect_day !== undefined && wearing_off_week !== undefined,
      )
      .slice(0, 1)
      .map((one): Entry => ({
        date: one.date,
        category: 'response',
        text: ['Best effect and wearing off after the first infusion of which both are recorded'],
        value: `day ${one.best_effect_day}; week ${one.wearing_off_week}`,
        source: one.source,
      })),
    ...(closed
      ? [{ date: status_on, category: 'administrative', text: [labelOf('case', 'status', status)], source } as const]
      : []),
  ]
}

export function timelineSection(context: ReportContext): readonly Block[] {
  const { record, tell } = context
  const entries = [
    ...findings(context),
    ...symptoms(context),
    ...tests(context),
    ...treatments(context),
    ...happenings(context),
  ].toSorted(byDate)
  const rows = entries.map(({ date, category, text, value, source }): readonly Text[] => [
    [date === undefined ? gap('date not recorded') : tell.when(date)],
    [date === undefined ? '' : tell.days(date)],
    [category],
    text,
    [value === undefined ? '' : marked(value, source)],
    [source],
  ])
  return [
    heading(2, '7. Timeline'),
    ...table(
      'Timeline. Tapered doses, infusions, enzymes and tests that come in long series stand by the first, the most telling and the last; the tables below hold the rest',
      ['When', 'Days from index', 'Category', 'What', 'Value', 'Source'],
      rows,
      'nothing is recorded',
    ),
    ...(record.records.note.length === 0 && context.whole.records.note.length > 0
      ? paragraph('Notes: ', recordedText)
      : []),
    ...figure(context),
  ]
}

/** The one chart, with what one must know to read it. */
function figure({ record, today, settings, tell }: ReportContext): readonly Block[] {
  const timeline = timelineOf(record, today, settings)
  const { drugs, events, series, sources } = timeline
  if (drugs.length + events.length + series.length === 0) return []
  const named = lungReferences(percentSeries(record, 'fvc', settings), percentSeries(record, 'dlco', settings))
  const words = [
    'Treatment, measurements and events over time.',
    tell.index && tell.counts === 'months' ? `Months count from the ${tell.index.what}.` : undefined,
    named && `${named}.`,
    'What is known to the month or year only is drawn as wide as that is; what has no date is not drawn.',
    timeline.marks?.length ? '▼ marks where a rule of progression is first met.' : undefined,
    sources.includes('illustrative') ? 'Illustrative values are drawn hollow, illustrative doses dashed.' : undefined,
    sources.includes('synthetic') ? 'Synthetic values: this patient does not exist.' : undefined,
  ]
  return [{ kind: 'figure', caption: words.filter(Boolean).join(' ') }]
}
