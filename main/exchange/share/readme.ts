/** What whoever receives an export must know, in plain words. Says nothing of where it comes from but the head of its chain. */
import { anchorWords } from '#shared/domain/deidentify/anchor.ts'
import { deidentificationRule } from '#shared/domain/deidentify/leaving.ts'
import { quasiLabels } from '#shared/domain/deidentify/quasi-identifiers.ts'
import { detailOf, type ShareOptions } from '#shared/domain/deidentify/share-options.ts'
import { listed } from '#shared/lib/listed.ts'
import type { ShareReport } from '#shared/ipc/areas/share.ts'

export interface ReadmeFacts {
  readonly options: ShareOptions
  readonly report: ShareReport
  readonly recipient: string | undefined
  readonly demo: boolean
  readonly appVersion: string
  readonly auditHead: string
}

const dateWords = ({ dates, anchor }: ShareOptions): string =>
  dates === 'shift'
    ? `All dates of a case are shifted by the same secret number of days, 7 to 182 forward or back: days between two dates of a
case are the true ones, the calendar is not, and a date may lie ahead of today. Days of the week and seasons are shifted too.
A date that is known to the month or year only is told in the column that ends in _span, as the years in which it lies (2019,
2019/2020): more vaguely than it is known, because the first of a month, shifted, would tell the shift.
Ages are those at the ${anchorWords(anchor)}, else at the first contact.`
    : `Times are days from the ${anchorWords(anchor)}, which is day 0; no calendar date is told. Where that is known to the month
or year only, day 0 is a secret day of it: days between two dates of a case are the true ones all the same.
A date that is known to the month or year only is told in the column that ends in _span, as the days between which it lies
([0,59]), rounded outward to 30 or 365 days.
Ages are those at day 0.`

const ageWords = (options: ShareOptions): string => {
  switch (detailOf(options).age) {
    case 'years':
      return 'in completed years'
    case 'ten':
      return 'in bands of ten years'
    case 'twenty':
      return 'in bands of twenty years'
    case 'off':
      return 'not told'
  }
}

const riskWords = ({ risk, leaving }: ShareReport): string =>
  leaving === 0
    ? 'No case.'
    : `By ${listed(risk.items.map((item) => quasiLabels[item]))}, as they stand here, the cases fall into ${risk.classes} classes. The
smallest has ${risk.smallest} (k = ${risk.smallest}); ${risk.casesInSmall} of ${risk.cases} cases are in classes of fewer than ${risk.threshold}. Who knows more of a patient than these facts
can still recognize one: keep the files like patient data, and don't link them with others.`

export function readmeOf({ options, report, recipient, demo, appVersion, auditHead }: ReadmeFacts): string {
  const codes =
    recipient === undefined
      ? 'made for this export; another export of the same cases has other ones'
      : 'the same in every export for this recipient, other ones for any other'
  return `De-identified data of antisynthetase syndrome with interstitial lung disease
${demo ? '\nDemo registry: none of these patients exists.\n' : ''}
${report.leaving} ${report.leaving === 1 ? 'case' : 'cases'}. Written by AS-ILD Registry ${appVersion}, rule: ${deidentificationRule}.

FILES
One CSV file for each form; case.csv has one line a case, the others one line a record. Columns "case" and "record" name a
record; a column that is called like another form (treatment, compared_with) holds the number of a record there.
long.csv        every value in a line of its own, with its time, unit and, where it is empty, why
codebook.csv    what each column is, its unit and codes, and what was done to it
report.json     counts, classes, small cells, and the SHA-256 of the files
CSV is UTF-8, with commas; several codes in one cell have semicolons between. A text that a spreadsheet would run as a formula
has an apostrophe in front.

WHAT WAS DONE
Names, record numbers, contacts, registry code, site, clinicians, laboratories, lot numbers, all free text, comments, notes,
files and their names stayed in the registry. So did items that it added itself, unless it has said that they may leave.
Values are as they were entered, with unit, < and >. A unit that was typed and is not known stayed, and its value with it.
Case codes are ${codes}.
Ages are told ${ageWords(options)}. From 90 on they are one group; who passes 90 in the course of the record is told as at least
the decade at the start (80+), and the percentages of predicted that a laboratory reported are left out, since with sex and
height they would tell the age.
${dateWords(options)}
Records marked "illustrative" or "synthetic" in the column "source" were not measured in a patient.

HOW WELL THE CASES ARE HIDDEN
${riskWords(report)}

The registry holds the key to the codes and the entry of this export. Head of its audit chain after that entry:
${auditHead}
`
}
