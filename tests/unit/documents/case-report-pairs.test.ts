import { describe, expect, test } from 'vitest'
import { publishedCase } from '#main/demo/published-case.ts'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { caseReportMarkdown } from '#shared/domain/documents/case-report/case-report-markdown.ts'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import type { ToldPair } from '#shared/domain/imaging/pair-figure.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const record = demoRecord(publishedCase())
const pair: ToldPair = {
  pairId: 'p1',
  facts: {
    pairId: 'p1',
    title: 'As Dr. Miller saw it in 2022',
    earlier: { seriesId: 'a', date: '2021-02-11', modality: 'CT', thicknessMm: 1, levelMm: 40 },
    later: { seriesId: 'b', date: '2022-03-09', modality: 'CT', thicknessMm: 1, levelMm: 52 },
    isCropped: true,
    source: 'recorded',
  },
}
const report = (dates: 'relative' | 'absolute', pairs: readonly ToldPair[]) =>
  caseReportOf(record, { dates, today: '2026-11-26', settings, pairs })
const figuresIn = (dates: 'relative' | 'absolute') =>
  report(dates, [pair]).blocks.flatMap((block) => (block.kind === 'figure' && block.id ? [block] : []))

describe('A pair of CT images in a case report', () => {
  test('is a figure with its caption, in months and without free text', () => {
    const [figure] = figuresIn('relative')
    expect(figure).toMatchObject({ id: 'ct-pair:p1' })
    expect(figure!.caption).toMatch(/\(a\) month −?\d+, \(b\) month −?\d+, 13 months apart/)
    expect(figure!.caption).not.toMatch(/2021|2022|Feb|Mar|Miller/)
  })

  test('has its dates where the report is asked for them, and still no free text', () => {
    const [figure] = figuresIn('absolute')
    expect(figure!.caption).toContain('(a) 11 Feb 2021, (b) 9 Mar 2022')
    expect(figure!.caption).not.toContain('Miller')
  })

  test('is a gap that names no date where there is no figure of it', () => {
    const text = caseReportMarkdown(report('relative', [{ ...pair, why: 'The study of 11 Feb 2021 was erased.' }]))
    expect(text).toContain(
      '[a pair of CT images is marked for documents, but there is no figure of it: see the record]',
    )
    expect(text).not.toContain('11 Feb 2021')
  })

  test('is named in Markdown by its file', () => {
    const text = caseReportMarkdown(report('relative', [pair]), (id) =>
      id === 'ct-pair:p1' ? 'my figure 2.png' : undefined,
    )
    expect(text).toContain('](my%20figure%202.png)')
  })
})
