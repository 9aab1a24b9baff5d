import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { formOf, forms } from '#shared/dictionary/forms.ts'
import type { Item } from '#shared/dictionary/define-form.ts'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { caseReportMarkdown } from '#shared/domain/documents/case-report/case-report-markdown.ts'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import { reportedItems } from '#shared/domain/documents/case-report/reported-record.ts'
import { toldAge } from '#shared/domain/documents/case-report/told-age.ts'
import { toldDates, type ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { publishedCase } from '#main/demo/published-case.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-26'

/** Names of rules and reference sets have a year of their own. */
const named = /(?:EULAR\/ACR|PPF|GLI Global|GLI) ?-?\d{4}/g

const textOf = (record: CaseRecord, dates: ReportDates = 'relative') =>
  caseReportMarkdown(caseReportOf(record, { dates, today, settings }))

afterEach(() => installSiteItems([]))

describe('the draft of the published case', () => {
  const record = demoRecord(publishedCase())
  const text = textOf(record)

  it('has the items of CARE in their order', () => {
    const headings = [...text.matchAll(/^## (\d+)\. (.+)$/gm)].map(([, number, title]) => `${number} ${title}`)
    expect(headings).toEqual([
      '1 Title',
      '2 Key words',
      '3 Abstract',
      '4 Introduction',
      '5 Patient information',
      '6 Clinical findings',
      '7 Timeline',
      '8 Diagnosis',
      '9 Treatment',
      '10 Follow-up and outcomes',
      '11 Discussion',
      '12 Patient perspective',
      '13 Informed consent',
    ])
  })

  it('proposes a title that says that it is a case report', () => {
    expect(text).toMatch(
      /^# Antisynthetase syndrome with interstitial lung disease, treated with intravenous immune globulin: a case report$/m,
    )
  })

  it('shows as gaps what the record leaves open and what only an author can write', () => {
    for (const gap of [
      '[to be written: what is unique about this case]',
      '[to be written: the background, with references]',
      '[age not recorded]',
      '[onset not recorded]',
      '[ILD-GAP: not calculable: age not known]',
      '[adherence, and how it and tolerance were assessed: not recorded]',
      '[no adverse event is recorded; the record does not say that there was none]',
      '[to be written by, or with, the patient]',
      '[consent not recorded]',
      '[no walk test recorded]',
    ])
      expect(text).toContain(`**${gap}**`)
  })

  it('counts months and days from the first diagnosis, which is known to the month', () => {
    expect(text).toContain(
      'Month 0 is the first diagnosis of ILD or antisynthetase syndrome, itself known to the month only.',
    )
    // 11 Feb 2020 is 287 days after 30 Apr 2019 and 316 after 1 Apr 2019.
    expect(text).toContain(
      '| month 10 | 287 to 316 | treatment | Prednisone: start | 60 mg daily (illustrative) | illustrative |',
    )
    expect(text).toContain('| about month 35 | 1036 to 1095 | imaging | HRCT; the same as the study of about month 22')
    expect(text).toContain('| months −3 to 9 | −119 to 274 | test | Lung biopsy: refused by the patient')
  })

  it('labels what is illustrative in text, tables and figure, and verdicts that rest on it', () => {
    expect(text).toContain('CK 182 U/L (illustrative) in month −9')
    expect(text).toContain('| PPF 2022 | not met (illustrative) |')
    expect(text).toContain('Illustrative values are drawn hollow')
    expect(text).toContain('They must not be published.')
  })

  it('says what does not agree instead of smoothing it over', () => {
    const points = text.slice(text.indexOf('### What does not agree'), text.indexOf('### Not recorded'))
    for (const words of [
      'Blood pressure was 150/94 mm Hg at the first visit',
      'An abnormal chest radiograph is in the history, but no radiograph is recorded as a study; the first study is a CT about month 0',
      'an anti-synthetase antibody is not recorded, which is not the same as negative; recorded as positive: Ku positive, ANA 1:5120',
      'The last CT that was compared (about month 35) was compared with that of about month 22, not with the first one',
      '2 results are older than the first visit (the first from month −9), all illustrative',
    ])
      expect(points).toContain(words)
  })

  it('leaves text out and says how often there is some', () => {
    expect(text).not.toMatch(/high dose|biceps|Declined|gastrointestinal|Works and does/)
    expect(text).toContain('; History, description: 4;')
    expect(text).toContain('; Dose step, dose in words: 2;')
  })

  it('writes dates that are known to the month as such where the calendar is asked for', () => {
    const dated = textOf(record, 'absolute')
    expect(dated).toContain('Calendar dates are shown: they may tell who the patient is.')
    expect(dated).toContain('| about Apr 2021 | 702 to 760 | treatment |')
    expect(dated).toContain('CK 182 U/L (illustrative) on 18 Jun 2018')
  })
})

describe('a draft in relative time', () => {
  const month = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b|\b\d{4}-\d{2}\b/

  it('names no date of any demo case, nor its code', { timeout: 30_000 }, () => {
    for (const demo of demoCases({ cases: 25, seed: 7 })) {
      const text = textOf(demoRecord(demo)).replaceAll(named, '')
      expect(text, demo.code).not.toMatch(month)
      expect(text, demo.code).not.toMatch(/\b(?:in|since|until|from|of|about) (?:19|20)\d{2}\b/)
      expect(text, demo.code).not.toContain(demo.code)
    }
  })
})

describe('time in a draft', () => {
  const told = toldDates(aCase().with('diagnosis', { kind: 'asys', date: '2020-03-10' }).record, 'relative')

  it.each([
    ['2020-03-10', 'month 0', '0'],
    ['2021-05-10', 'month 14', '426'],
    ['2021-05', 'about month 14', '417 to 447'],
    ['2021', 'months 10 to 22', '297 to 661'],
    ['2019-12-10', 'month −3', '−91'],
  ])('%s is %s', (date, when, days) => {
    expect([told.when(date), told.days(date)]).toEqual([when, days])
  })

  it('counts from the first visit where no diagnosis has a date, and withholds all dates where there is none at all', () => {
    const visited = toldDates(
      aCase().with('diagnosis', { kind: 'asys' }).with('visit', { date: '2020-01-01' }).record,
      'relative',
    )
    expect(visited.index).toEqual({ date: '2020-01-01', what: 'first visit' })
    const nothing = toldDates(aCase().with('event', { kind: 'infection', onset: '2020-02-02' }).record, 'relative')
    expect(nothing.when('2020-02-02')).toBe('date withheld')
  })
})

describe('age in a draft', () => {
  it.each([
    ['1951-06-01', '2019-04-10', '2022-03-01', '67'],
    ['1951', '2019-04', '2022-03', '67–68'],
    ['1928-01-01', '2019-04-10', '2022-03-01', '90 or older'],
    // 88 at first: three years on the months would tell the rest.
    ['1931-01-01', '2019-04-10', '2022-03-01', '80 or older'],
    ['1929', '2019-04', '2019-04', '80 or older'],
  ])('born %s, %s: told as it may be', (birth, at, last, words) => {
    expect(toldAge(birth, at, last)).toBe(words)
  })

  it('opens the draft, the birth date never', () => {
    const { record } = aCase({ birth_date: '1951-06-14', sex: 'female' }).with('diagnosis', {
      kind: 'asys',
      date: '2019-07-01',
    })
    expect(textOf(record)).toContain('A 68-year-old woman')
    for (const dates of ['relative', 'absolute'] as const) expect(textOf(record, dates)).not.toMatch(/14 Jun 1951|1951/)
  })
})

describe('consent in a draft', () => {
  it.each([
    [{}, '[consent not recorded]'],
    [{ consent: 'withdrawn' }, '[consent is withdrawn: do not publish]'],
    [{ consent: 'given', consent_scope: ['registry'] }, '[consent to publication not recorded]'],
    [
      { consent: 'given', consent_scope: ['registry', 'publication'] },
      'Consent is recorded as given, for keeping the record and publication as a case report.',
    ],
  ] as const)('%j', (values, words) => {
    expect(textOf(aCase(values).record)).toContain(words)
  })
})

describe('what may enter a draft', () => {
  it('is on a list that holds nothing identifying but the birth date, and no text but units', () => {
    const listed = Object.entries(reportedItems).flatMap(([form, names]) =>
      names.map((name) => formOf(form as never).items.find((item) => item.name === name)!),
    )
    expect(listed.filter(({ identifying }) => identifying).map(({ name }) => name)).toEqual(['birth_date'])
    expect(listed.filter(({ type }) => type === 'text' || type === 'long-text').map(({ name }) => name)).toEqual([
      'unit',
      'unit',
    ])
  })

  it('lets a unit through only where it is one', () => {
    const drafted = (unit: string) =>
      textOf(
        aCase()
          .with('antibody', { specificity: 'jo-1', result: 'positive', value: 84, unit })
          .with('laboratory', { test: 'ck', date: '2020-01-01', value: 310, unit }).record,
      )
    expect(drafted('AU/mL')).toContain('84 AU/mL')
    expect(drafted('U/L')).toContain('310 U/L')
    expect(drafted('Mrs Miller')).not.toContain('Miller')
  })

  /** Stands in everything that somebody could have typed. */
  const secret = 'Zq7'
  const anyDay = fc.integer({ min: dayNumber('2016-01-01'), max: dayNumber('2018-12-31') }).map((day) => isoOfDay(day))
  const anyDate = fc.tuple(anyDay, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length))

  function valueOf(item: Item): fc.Arbitrary<unknown> {
    switch (item.type) {
      case 'text':
      case 'long-text':
        return fc.string({ maxLength: 8 }).map((text) => `${text}${secret}${text}`)
      case 'date':
        return anyDate
      case 'choice':
        return fc.constantFrom(...item.choices.map(({ code }) => code))
      case 'choices':
        return fc.subarray(item.choices.map(({ code }) => code))
      case 'integer':
        return fc.integer({ min: item.hard?.min ?? 0, max: Math.min(item.hard?.max ?? 1000, 1000) })
      case 'number':
      case 'quantity':
        return fc
          .integer({ min: Math.ceil((item.hard?.min ?? 0) * 10), max: Math.min(item.hard?.max ?? 1000, 1000) * 10 })
          .map((tenths) => tenths / 10)
      case 'reference':
        return fc.constantFrom(0, 1, 2).map((index) => `${item.form}-${index}`)
    }
  }
  const anyRecord = (form: string, items: readonly Item[]) =>
    fc
      .record(
        Object.fromEntries(
          items.flatMap((item) => [
            [item.name, valueOf(item)],
            ...(item.type === 'quantity' ? [[`${item.name}_unit`, fc.constantFrom(...item.units)] as const] : []),
          ]),
        ),
        { requiredKeys: [] },
      )
      .map((values) => ({
        version: 1,
        source: 'recorded',
        comment: `${secret} comment`,
        created_at: '',
        updated_at: '',
        ...values,
      }))
      .map((values) => ({ form, values }))
  const anyCase = fc
    .record({
      frame: anyRecord('case', formOf('case').items),
      lists: fc.record(
        Object.fromEntries(
          forms
            .filter(({ repeats }) => repeats)
            .map(({ id, items }) => [id, fc.array(anyRecord(id, items), { maxLength: 3 })]),
        ),
      ),
    })
    .map(({ frame, lists }) => {
      const records = Object.fromEntries(
        Object.entries(lists).map(([form, list]) => [
          form,
          list.map(({ values }, index) => ({ id: `${form}-${index}`, ...values })),
        ]),
      )
      return { case: { id: 'case-1', ...frame.values, birth_date: '1951-06-14' }, records } as unknown as CaseRecord
    })

  it('keeps whatever was typed out of every draft, and the birth date with it', { timeout: 30_000 }, () => {
    installSiteItems([
      {
        id: 'site-1',
        form: 'visit',
        name: 'x_clinic',
        retired: false,
        definition: { type: 'text', label: `${secret} clinic` },
      } as never,
    ])
    fc.assert(
      fc.property(anyCase, fc.constantFrom<ReportDates>('relative', 'absolute'), (record, dates) => {
        const report = caseReportOf(record, { dates, today, settings })
        const text = JSON.stringify(report) + caseReportMarkdown(report)
        expect(text).not.toContain(secret)
        expect(text).not.toContain('1951')
      }),
      { numRuns: 60 },
    )
  })

  it('tells no calendar date of a random record in relative time', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(anyCase, (record) => {
        const text = JSON.stringify(caseReportOf(record, { dates: 'relative', today, settings })).replaceAll(named, '')
        expect(text).not.toMatch(/201[678]/)
      }),
      { numRuns: 60 },
    )
  })
})

describe('Markdown', () => {
  it('is written as headings, gaps, lists and tables, with signs of markup escaped', () => {
    const report = {
      title: 'A title',
      notices: ['First', 'Second'],
      blocks: [
        { kind: 'heading', level: 2, text: '1. Title' },
        { kind: 'paragraph', text: ['CK <40 U/L, ', { gap: 'date not recorded' }, '.'] },
        { kind: 'list', items: [['one'], ['two ', { gap: 'why' }]] },
        { kind: 'table', caption: 'Table', columns: ['a|b', 'c'], rows: [[['1'], [{ gap: 'missing' }]]] },
        { kind: 'figure', caption: 'The chart.' },
      ],
    } as const
    expect(caseReportMarkdown(report, () => 'my chart.png')).toBe(
      `# A title

> First
>
> Second

## 1. Title

CK \\<40 U/L, **[date not recorded]**.

- one
- two **[why]**

**Table**

| a\\|b | c |
| --- | --- |
| 1 | **[missing]** |

![The chart.](my%20chart.png)

*The chart.*
`,
    )
  })
})
