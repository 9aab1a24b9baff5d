/** CARE item 8: how the diagnosis was reached, what is hard about it, and what it means for the patient. */
import { antibodyFacts } from '../../antibody-facts.ts'
import { caseSummaryOf } from '../../case-summary.ts'
import { criteriaFindings } from '../../criteria/criteria-findings.ts'
import { diagnosisText, imagingText } from '../../event-marks.ts'
import { formatNumber } from '../../format-number.ts'
import { pairCaption } from '../../imaging/pair-caption.ts'
import { labelOf, midSentence } from '../../label-of.ts'
import { lungReferences } from './lung-references.ts'
import { percentSeries } from '../../lung-function/percent-series.ts'
import { comparePartialDates } from '../../partial-date.ts'
import { inputsOf, leastRealSource, type RuleFinding } from '../../rules/rule-finding.ts'
import { ildGapFinding } from '../../scores/ild-gap-finding.ts'
import { laboratoryLabel } from '../../series-lanes.ts'
import { convert } from '../../units.ts'
import { gap, heading, paragraph, table, type Block, type Text } from '../blocks.ts'
import { itemWords } from './item-words.ts'
import { retold } from './retold.ts'
import type { ToldDates } from './told-dates.ts'
import { hasText } from './reported-record.ts'
import { cell, cellOr, marked, recordedText, spaced, whenCell, type ReportContext } from './report-context.ts'

function antibodies(context: ReportContext): readonly Block[] {
  const { record, whole, today, settings } = context
  const lines = caseSummaryOf(record, today, settings).antibodies
  const note = antibodyFacts(record).synthetaseNote
  return [
    ...table(
      'Antibodies',
      ['Antibody', 'Result', 'Strength', 'Assay', 'When'],
      lines.map(({ name, result, strength, assay, pattern, date, source, recordId }) => [
        cell(marked(name, source)),
        cell([result, pattern].filter(Boolean).join(', ')),
        strength === undefined && hasText(whole, 'antibody', recordId, 'value') ? [recordedText] : cell(strength),
        cellOr(assay, 'not recorded'),
        whenCell(context, date),
      ]),
      'no antibody is recorded',
    ),
    ...(note ? paragraph(`${note.charAt(0).toUpperCase()}${note.slice(1)}.`) : []),
  ]
}

function imaging(context: ReportContext): readonly Block[] {
  const { record, whole, tell } = context
  const studies = record.records.imaging
  const rows = studies.map((study): readonly Text[] => {
    const { change, compared_with, ...alone } = study
    const earlier = studies.find(({ id }) => id === compared_with)?.date
    const signs = (
      ['ground_glass', 'fibrosis', 'reticulation', 'traction_bronchiectasis', 'honeycombing'] as const
    ).filter((name) => study[name] === 'present')
    const named = signs.map((name) => midSentence(name.replace('_', ' ')))
    return [
      whenCell(context, study.date),
      spaced(
        marked(imagingText(alone, studies), study.source),
        hasText(whole, 'imaging', study.id, 'report') ? recordedText : undefined,
      ),
      cell([...named, itemWords('imaging', study, 'progression_signs')].filter(Boolean).join(', ')),
      cell(
        change &&
          `${itemWords('imaging', study, 'change')}${earlier === undefined ? '' : `, against the study of ${tell.when(earlier)}`}`,
      ),
    ]
  })
  return table('Imaging', ['When', 'Study', 'Signs', 'Change'], rows, 'no imaging is recorded')
}

/** The id of a figure of a pair, among the figures of a report. */
export const pairFigureId = (pairId: string): string => `ct-pair:${pairId}`

/** Without the title, which is free text. */
function ctPairs({ pairs, tell }: ReportContext): readonly Block[] {
  return pairs.flatMap(({ pairId, facts, why }): readonly Block[] =>
    facts && why === undefined
      ? [
          {
            kind: 'figure',
            id: pairFigureId(pairId),
            caption: pairCaption(facts, { when: tell.when, withoutTitle: true }),
          },
        ]
      : paragraph(gap('a pair of CT images is marked for documents, but there is no figure of it: see the record')),
  )
}

function procedures(context: ReportContext): readonly Block[] {
  const { record, whole } = context
  const findings = [
    'muscle_findings',
    'lung_findings',
    'emg_finding',
    'bal_lymphocytes',
    'rvsp',
    'mpap',
    'lvef',
  ] as const
  const rows = record.records.procedure.map((one): readonly Text[] => [
    whenCell(context, one.date),
    cell(marked(one.kind === undefined ? 'Procedure' : labelOf('procedure', 'kind', one.kind), one.source)),
    cell(itemWords('procedure', one, 'status')),
    spaced(
      one.diagnostic && { yes: 'diagnostic', partly: 'partly diagnostic', no: 'not diagnostic' }[one.diagnostic],
      findings.flatMap((name) => itemWords('procedure', one, name) ?? []).join(', '),
      hasText(whole, 'procedure', one.id, 'site', 'result') ? recordedText : undefined,
    ),
  ])
  return table(
    'Procedures',
    ['When', 'Procedure', 'Status', 'Result'],
    rows,
    'no biopsy or other procedure is recorded',
  )
}

function lungFunction(context: ReportContext): readonly Block[] {
  const { record, settings } = context
  const series = { fvc: percentSeries(record, 'fvc', settings), dlco: percentSeries(record, 'dlco', settings) }
  const percent = (index: 'fvc' | 'dlco', id: string) => {
    const point = series[index].points.find(({ recordId }) => recordId === id)
    return point ? formatNumber(point.value, 0) : ''
  }
  const rows = record.records.pft.map((one): readonly Text[] => [
    whenCell(context, one.date),
    cell(itemWords('pft', one, 'fvc')),
    cell(percent('fvc', one.id)),
    cell(itemWords('pft', one, 'fev1')),
    cell(itemWords('pft', one, 'tlc')),
    cell(itemWords('pft', one, 'dlco')),
    cell(percent('dlco', one.id)),
    cell(one.source),
  ])
  const named = lungReferences(series.fvc, series.dlco)
  return table(
    `Lung function${named ? `; ${named}` : ''}`,
    ['When', 'FVC', 'FVC %', 'FEV1', 'TLC', 'DLCO', 'DLCO %', 'Source'],
    rows,
    'no pulmonary function test is recorded',
  )
}

function laboratory({ record, tell }: ReportContext): readonly Block[] {
  const results = record.records.laboratory.filter(({ value, date }) => value !== undefined && date !== undefined)
  const names = [...new Set(results.map(({ test }) => test!))]
  const rows = names.map((test): readonly Text[] => {
    const own = results.filter((one) => one.test === test).toSorted((a, b) => comparePartialDates(a.date!, b.date!))
    // Only what can be compared: results in other kinds of units have no place among them.
    const unit = own.find((one) => one.unit !== undefined)?.unit
    const level = (one: (typeof own)[number]) =>
      unit === undefined || one.unit === undefined ? undefined : convert(one.value!, one.unit, unit, test)
    const highest = own.filter((one) => level(one) !== undefined).toSorted((a, b) => level(b)! - level(a)!)[0]
    const limits = [...new Set(own.flatMap(({ ref_high }) => ref_high ?? []))]
    const words = (one: (typeof own)[number] | undefined) =>
      cell(one && `${marked(laboratoryLabel(one), one.source)}, ${tell.when(one.date!)}`)
    return [
      cell(labelOf('laboratory', 'test', test)),
      cell(String(own.length)),
      words(own[0]),
      words(highest),
      words(own.at(-1)),
      cellOr(limits.map((limit) => formatNumber(limit, 3)).join(', '), 'not recorded'),
    ]
  })
  return table(
    'Laboratory: first, highest and last result of each test',
    ['Test', 'Results', 'First', 'Highest', 'Last', 'Upper limit'],
    rows,
    'no laboratory result is recorded',
  )
}

/** The verdict, with the label of the least real value that it rests on. */
function verdictWords(finding: RuleFinding): string {
  const { met, score } = finding
  const words = [met === undefined ? 'not assessable' : met ? 'met' : 'not met', score?.text].filter(Boolean).join('; ')
  return marked(words, leastRealSource(inputsOf(finding)) ?? 'recorded')
}

export const verdictRow = (finding: RuleFinding, tell: ToldDates): readonly Text[] => [
  cell(finding.rule.name),
  cell(verdictWords(finding)),
  cell(retold(finding.because, tell)),
]

export function diagnosisSection(context: ReportContext): readonly Block[] {
  const { record, last, settings, tell } = context
  const diagnoses = record.records.diagnosis.map((one): readonly Text[] => [
    cell(marked(diagnosisText(one), one.source)),
    whenCell(context, one.date),
    cellOr(itemWords('diagnosis', one, 'others_excluded'), 'not recorded'),
  ])
  const ildGap = ildGapFinding(record, settings, last)
  return [
    heading(2, '8. Diagnosis'),
    heading(3, '8a. How it was reached'),
    ...antibodies(context),
    ...imaging(context),
    ...ctPairs(context),
    ...procedures(context),
    ...lungFunction(context),
    ...laboratory(context),
    heading(3, '8b. What made it hard'),
    ...paragraph(gap('to be written: access, money, language, culture')),
    heading(3, '8c. Reasoning and differential diagnosis'),
    ...table('Diagnoses', ['Diagnosis', 'When', 'Other causes excluded'], diagnoses, 'no diagnosis is recorded'),
    ...table(
      'Classification criteria on the recorded facts',
      ['Set', 'Verdict', 'Why'],
      criteriaFindings(record, last).findings.map((finding) => verdictRow(finding, tell)),
      'no criteria could be asked',
    ),
    ...paragraph(gap('to be written: the reasoning, and what else was considered')),
    heading(3, '8d. Prognosis'),
    ...(ildGap.score
      ? paragraph(
          marked(
            `${ildGap.rule.name} ${ildGap.score.text}: ${retold(ildGap.because, tell)}`,
            leastRealSource(inputsOf(ildGap)) ?? 'recorded',
          ),
        )
      : paragraph(gap(`${ildGap.rule.name}: ${midSentence(retold(ildGap.because, tell)).replace(/\.$/, '')}`))),
  ]
}
