/** CARE items 2 to 6: key words, abstract, introduction, patient information, clinical findings. */
import { listed } from '#shared/lib/listed.ts'
import type { CaseRecord } from '../../case-record.ts'
import { antibodyFacts } from '../../antibody-facts.ts'
import { capital, labelOf, midSentence } from '../../label-of.ts'
import { comparePartialDates } from '../../partial-date.ts'
import { courses } from '../../treatment-summary.ts'
import { gap, heading, paragraph, table, type Block, type Piece, type Text } from '../blocks.ts'
import { itemLabel, itemWords } from './item-words.ts'
import { outcomeSentences } from './outcome.ts'
import { hasText, reportedItems } from './reported-record.ts'
import { diseaseWords, drugWords, focusDrug, personWords } from './report-subject.ts'
import { cell, inSentence, marked, recordedText, spaced, type ReportContext } from './report-context.ts'

const present = ({ records }: CaseRecord) => records.manifestation.filter(({ status }) => status === 'present')
const termWords = (term: string | undefined) =>
  term === undefined ? 'a sign' : midSentence(labelOf('manifestation', 'term', term))

export function keyWords({ record, today }: ReportContext): readonly Block[] {
  const drug = focusDrug(record, today)
  const disease = diseaseWords(record)
  const antibody = antibodyFacts(record).positive.find(({ synthetase }) => synthetase)
  const words = [
    ...(disease?.split(' with ') ?? []),
    ...(antibody ? [`anti-${antibody.label} antibody`] : []),
    ...(drug ? [drugWords(drug)] : []),
    'case report',
  ]
  return [heading(2, '2. Key words'), ...paragraph(words.slice(0, 5).join('; '))]
}

export function abstract(context: ReportContext): readonly Block[] {
  const { record, tell, today } = context
  const signs = present(record)
  const antibodies = antibodyFacts(record)
  const diagnoses = record.records.diagnosis.map(({ kind, date }) => {
    const name = kind === undefined ? 'a diagnosis' : midSentence(labelOf('diagnosis', 'kind', kind))
    return date === undefined ? [name, ' ', gap('date not recorded')] : [`${name} ${tell.at(date)}`]
  })
  const drugs = courses(record, today).filter(({ indication }) => indication !== 'prophylaxis')
  return [
    heading(2, '3. Abstract'),
    heading(3, '3a. Why this case is reported'),
    ...paragraph(gap('to be written: what is unique about this case')),
    heading(3, '3b. Main symptoms and findings'),
    ...paragraph(
      ...personWords(context),
      signs.length > 0 ? ` had ${inSentence(signs.map(({ term }) => termWords(term)))}.` : ' had ',
      signs.length > 0 ? '' : gap('no symptom is recorded as present'),
      antibodies.positive.length > 0
        ? ` Antibodies: ${listed(antibodies.positive.map(({ text }) => text))}.`
        : undefined,
      antibodies.synthetaseNote && ` ${capital(antibodies.synthetaseNote)}.`,
    ),
    heading(3, '3c. Diagnoses, treatment, outcome'),
    ...paragraph(
      ...(diagnoses.length > 0
        ? ['Diagnosed: ', ...diagnoses.flatMap((each, index) => (index === 0 ? each : ['; ', ...each])), '.']
        : [gap('no diagnosis is recorded')]),
      drugs.length > 0 ? ` Treated with ${listed([...new Set(drugs.map(({ drug }) => drugWords(drug)))])}.` : ' ',
      drugs.length > 0 ? undefined : gap('no treatment is recorded'),
    ),
    ...outcomeSentences(context),
    heading(3, '3d. Main lesson'),
    ...paragraph(gap('to be written: what can be learned')),
    heading(2, '4. Introduction'),
    ...paragraph(gap('to be written: the background, with references')),
  ]
}

function smoking({ case: frame }: CaseRecord): Piece {
  if (frame.smoking === undefined) return gap('not recorded')
  const packs = frame.pack_years === undefined ? '' : `, ${frame.pack_years} pack-years`
  return `${itemWords('case', frame, 'smoking')}${packs}`
}

export function patientInformation(context: ReportContext): readonly Block[] {
  const { record, whole, tell } = context
  const { records, case: frame } = record
  const signs = present(record).toSorted((a, b) =>
    a.onset === undefined || b.onset === undefined
      ? Number(a.onset === undefined) - Number(b.onset === undefined)
      : comparePartialDates(a.onset, b.onset),
  )
  const told = new Set<string>()
  const complaints = signs.flatMap(({ term, onset, ended, source }): readonly Text[] => {
    const key = `${term} ${onset ?? ''}`
    if (told.has(key)) return []
    told.add(key)
    const until = ended === undefined ? '' : `, until ${tell.when(ended)}`
    return [
      [
        marked(capital(termWords(term)), source),
        ', since ',
        onset === undefined ? gap('onset not recorded') : `${tell.when(onset)}${until}`,
      ],
    ]
  })
  const history = records.history.map(({ id, condition, onset, ended, contraindicates, source }): readonly Text[] => [
    [marked(condition === undefined ? 'History' : labelOf('history', 'condition', condition), source)],
    [
      onset === undefined ? gap('date not recorded') : tell.when(onset),
      ended === undefined ? '' : ` to ${tell.when(ended)}`,
    ],
    spaced(
      contraindicates?.length ? `Speaks against ${listed(contraindicates.map(drugWords))}` : undefined,
      hasText(whole, 'history', id, 'description') ? recordedText : undefined,
    ),
  ])
  return [
    heading(2, '5. Patient information'),
    heading(3, '5a. Demographics'),
    ...paragraph(
      ...personWords(context),
      tell.index ? ` at the ${tell.index.what}. ` : '. ',
      'Smoking: ',
      smoking(record),
      '. Height: ',
      itemWords('case', frame, 'height') ?? gap('not recorded'),
      '.',
    ),
    heading(3, '5b. Complaints'),
    ...(whole.case.referring_reason ? paragraph('Reason for referral: ', recordedText) : []),
    ...(complaints.length > 0
      ? [{ kind: 'list', items: complaints } as const]
      : paragraph(gap('no symptom is recorded as present'))),
    heading(3, '5c. Medical, family, psychosocial and genetic history'),
    ...table('Medical history', ['Condition', 'When', 'Remark'], history, 'no medical history is recorded'),
    ...paragraph(gap('family, psychosocial and genetic history: not recorded, the registry does not ask for it')),
    heading(3, '5d. Earlier treatment and its outcome'),
    ...earlierTreatment(context),
  ]
}

/** Of the courses with a start, those before the index date. */
function earlierTreatment({ record, tell, today }: ReportContext): readonly Block[] {
  const { index } = tell
  const before = courses(record, today).filter(
    ({ from }) => from !== undefined && index !== undefined && comparePartialDates(from, index.date) < 0,
  )
  if (before.length === 0) return paragraph(gap('no treatment before the index date is recorded'))
  const items = before.map(({ drug, from, to, stopReason }): Text => [
    `${capital(drugWords(drug))}, from ${tell.when(from!)}${to === undefined ? '' : ` to ${tell.when(to)}`}`,
    stopReason === undefined ? '' : `; stopped: ${stopReason}`,
  ])
  return [{ kind: 'list', items }]
}

/** The first visit, and what was looked for and absent. */
export function clinicalFindings({ record, whole, tell }: ReportContext): readonly Block[] {
  const { visit: visits, manifestation } = record.records
  const first = visits.find(({ date }) => date !== undefined)
  const title = heading(2, '6. Clinical findings')
  const absent = manifestation.filter(({ status }) => status === 'absent')
  const dates = [...new Set(absent.map(({ observed_on }) => observed_on))].toSorted((a = '', b = '') =>
    a.localeCompare(b),
  )
  const looked = dates.map((date): Text => {
    const signs = absent.filter(({ observed_on }) => observed_on === date).map(({ term }) => termWords(term))
    return [
      'Looked for and absent ',
      date === undefined ? gap('date not recorded') : tell.at(date),
      `: ${inSentence(signs)}.`,
    ]
  })
  if (!first)
    return [
      title,
      ...paragraph(gap('no visit is recorded')),
      ...looked.map((text) => ({ kind: 'paragraph', text }) as const),
    ]
  const pressure =
    first.systolic !== undefined && first.diastolic !== undefined
      ? [['Blood pressure', `${first.systolic}/${first.diastolic} mm Hg`] as const]
      : []
  const others = reportedItems.visit
    .filter((name) => !['date', 'kind', ...(pressure.length > 0 ? ['systolic', 'diastolic'] : [])].includes(name))
    .flatMap((name) => {
      const words = itemWords('visit', first, name)
      return words === undefined ? [] : [[itemLabel('visit', name), words] as const]
    })
  const rows = [...pressure, ...others].map(([label, words]) => [cell(label), cell(marked(words, first.source))])
  return [
    title,
    ...table(
      `Findings at the first visit, ${tell.when(first.date!)}`,
      ['Finding', 'Value'],
      rows,
      'the first visit holds no findings',
    ),
    ...(hasText(whole, 'visit', first.id, 'assessment') ? paragraph('Assessment at that visit: ', recordedText) : []),
    ...looked.map((text) => ({ kind: 'paragraph', text }) as const),
  ]
}
