/** Documents of a case as they are laid out for paper, by what stands on them. */
import { waitFor } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { caseDocumentKinds, type CaseDocumentKind } from '#shared/ipc/document-request.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { publishedCase } from '#main/demo/published-case.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

// jsdom loads no fonts.
beforeAll(() => {
  const fonts = { load: () => Promise.resolve([]), ready: Promise.resolve() }
  Object.defineProperty(document, 'fonts', { value: fonts, configurable: true })
})

/** The words of a document once its page has said that it is complete. */
async function wordsOf(kind: CaseDocumentKind, record: CaseRecord, more = ''): Promise<string> {
  const { bridge, container } = renderApp(`/print/document/${kind}?caseId=${record.case.id}&paper=A4${more}`, {
    ...memoryCase(record).handlers,
    'print.ready': () => ({}),
  })
  await waitFor(() => expect(bridge.inputsOf('print.ready')).toHaveLength(1))
  return container.textContent ?? ''
}

const published = demoRecord(publishedCase())

test('a dossier names what was tried, what speaks against other drugs, and what is asked for', async () => {
  const words = await wordsOf('dossier', published)
  for (const said of [
    'Dossier for immune globulin, intravenous',
    'Melanoma',
    'Could not be raised above 500 mg a day: gastrointestinal effects',
    'Prednisone 20 → 10 mg daily',
    'required antibody not recorded',
    '2 g/kg of actual body weight, monthly',
    'start not recorded',
    'Insurer, policy number',
    'Values marked * are illustrative',
    'it does not advise treatment',
  ])
    expect(words).toContain(said)
})

test('a dossier asks for the drug that the request names', async () => {
  const words = await wordsOf('dossier', published, '&drug=rituximab')
  expect(words).toContain('Dossier for rituximab')
  expect(words).toContain('It was not given so far, by the record.')
})

test('a visit note is of the visit that the request names', async () => {
  const words = await wordsOf('visit-note', published, '&visitId=first-visit')
  expect(words).toContain('Visit of Apr 2019, baseline')
  expect(words).toContain('150')
  expect(words).toContain('Surgical lung biopsy recommended; declined, as there were no symptoms.')
  const none = await wordsOf('visit-note', published, '&visitId=gone')
  expect(none).toContain('This visit is not in the record.')
})

test.each(caseDocumentKinds)('%s of a record with nothing but a code is printed politely', async (kind) => {
  const words = await wordsOf(kind, aCase().record)
  // A case report leaves the code out: it is de-identified.
  expect(words).toContain(kind === 'case-report' ? 'a case report' : 'AS-0042')
  expect(words).not.toMatch(/undefined|NaN|\[object/)
})
