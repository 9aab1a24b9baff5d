/** Writes de-identified data: gathers once more, compares with the report that was looked at, writes, notes, lets appear. */
import { formOf, type FormId } from '#shared/dictionary/forms.ts'
import { deidentifiedCase, type LongRow } from '#shared/domain/deidentify/deidentified-case.ts'
import { consentRefusal } from '#shared/domain/deidentify/share-options.ts'
import { deidentificationRule } from '#shared/domain/deidentify/leaving.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { OutputOf, ParsedInputOf } from '#shared/ipc/contract.ts'
import { auditHead } from '#main/database/audit.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { secretOf } from '#main/database/repositories/secrets.ts'
import { shareDetail, shareOperation } from '#main/database/repositories/shares.ts'
import { codesFor, digestOf } from '#main/exchange/share/case-keys.ts'
import { codebookHeader, codebookRows } from '#main/exchange/share/codebook.ts'
import { readmeOf } from '#main/exchange/share/readme.ts'
import { openShareFolder, type ShareFolder } from '#main/exchange/share/share-folder.ts'
import type { Session } from '../session.ts'
import { gatherShare, inSlices, type GatheredShare, type Slice } from './gather-share.ts'

type Wish = ParsedInputOf<'share.write'>

/** The table of a form: `walk_test.csv`. */
const fileOf = (form: FormId) => `${formOf(form).id}.csv`

export async function writeShare(
  session: Session,
  { folder, recipient, digest, ...wish }: Wish,
  slice: Slice,
  appVersion: string,
): Promise<OutputOf<'share.write'>> {
  if (session.status().readOnly)
    throw new AppError(
      'read-only',
      'This registry is open for reading only: that data left could not be noted in it. Open it where it can be written to.',
    )
  const gathered = await gatherShare(session, wish, slice)
  if (gathered.report.digest !== digest)
    throw new AppError('conflict', 'The registry has changed since the report was made. Look at the new report first.')
  if (gathered.caseIds.length === 0)
    throw new AppError('invalid-input', 'No case is left that could be shared. The report says what keeps them here.')
  const output = openShareFolder(folder)
  try {
    const codes = await writeCases(session, gathered, recipient, output, slice)
    session.note(shareOperation, 'export', {
      detail: shareDetail({ codes, dates: wish.dates, recipient, smallest: gathered.report.risk.smallest }),
    })
    const head = auditHead(session.reader()).head
    writeAbout(output, gathered, {
      recipient,
      auditHead: head,
      appVersion,
      demo: session.status().demo === true,
      at: session.clock.now(),
    })
    output.finish()
    return { folder, files: output.files().map(({ name }) => name), cases: gathered.caseIds.length, auditHead: head }
  } catch (error) {
    output.discard()
    throw error
  }
}

const changedMeanwhile = () =>
  new AppError(
    'conflict',
    'The registry was changed while it was written from. Nothing was written; look at the new report.',
  )

const longRow = (code: string, { form, record, item, when, span, value, comparator, unit, missing }: LongRow) => [
  code,
  form,
  record,
  item,
  when,
  span,
  value,
  comparator,
  unit,
  missing,
]

/** Cases in the order of their new codes: the old order would tell who was entered first. */
async function writeCases(
  session: Session,
  { options, tables, caseIds, report }: GatheredShare,
  recipient: string | undefined,
  output: ShareFolder,
  slice: Slice,
): Promise<Readonly<Record<string, string>>> {
  const secret = secretOf(session.reader(), 'date-shift')
  const today = session.clock.today()
  const codeOf = codesFor(secret, recipient)
  const coded = caseIds.map((id) => ({ id, code: codeOf(id) })).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  if (new Set(coded.map(({ code }) => code)).size < coded.length)
    throw new AppError('conflict', 'Two cases were given the same code. Nothing was written; try again.')
  const longHeader = [
    'case',
    'form',
    'record',
    'item',
    options.dates === 'shift' ? 'date' : 'day',
    'span',
    'value',
    'comparator',
    'unit',
    'missing',
  ]
  const step = inSlices(slice, coded.length, 'Writing the cases')
  for (const { form, columns } of tables) output.add(fileOf(form.id), namesOf(columns), [])
  output.add('long.csv', longHeader, [])
  for (const [done, { id, code }] of coded.entries()) {
    await step(done)
    const record = caseRecord(session.reader(), id)
    if (!record || record.case.voided_at !== undefined || consentRefusal(record)) throw changedMeanwhile()
    const told = deidentifiedCase(record, options, tables, { code, digest: digestOf(secret, id) }, today)
    for (const { form, columns } of tables) output.add(fileOf(form.id), namesOf(columns), told.rows.get(form.id) ?? [])
    output.add(
      'long.csv',
      longHeader,
      told.long.map((row) => longRow(code, row)),
    )
  }
  const written = new Map(output.files().map(({ name, rows }) => [name, rows]))
  if (
    written.get('long.csv') !== report.values ||
    report.tables.some(({ form, rows }) => written.get(`${form}.csv`) !== rows)
  )
    throw changedMeanwhile()
  return Object.fromEntries(coded.map(({ id, code }) => [id, code]))
}

const namesOf = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name)

interface About {
  readonly recipient: string | undefined
  readonly auditHead: string
  readonly appVersion: string
  readonly demo: boolean
  readonly at: string
}

/** Codebook, read-me and report: they say what the tables are, and come last. */
function writeAbout(output: ShareFolder, { options, tables, report }: GatheredShare, about: About): void {
  output.add('codebook.csv', codebookHeader, codebookRows(tables, options, fileOf))
  output.text('README.txt', readmeOf({ options, report, ...about }))
  // The rare combinations one by one would be a list of whom to look for.
  const { digest: _, risk, ...counts } = report
  const { smallClasses: __, smallCells: ___, ...risks } = risk
  const json = {
    program: `AS-ILD Registry ${about.appVersion}`,
    rule: deidentificationRule,
    writtenOn: about.at.slice(0, 10),
    demo: about.demo,
    codes: about.recipient === undefined ? 'of this export' : 'of this recipient',
    ...options,
    ...counts,
    risk: risks,
    auditHead: about.auditHead,
    files: output.files(),
  }
  output.text('report.json', `${JSON.stringify(json, undefined, 2)}\n`)
}
