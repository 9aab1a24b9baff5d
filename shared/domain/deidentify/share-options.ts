/** What whoever shares data chooses, and whether a case's consent lets it go. */
import type { FormId } from '../../dictionary/forms.ts'
import type { CaseRecord } from '../case-record.ts'
import type { Anchor } from './anchor.ts'
import type { Detail } from './detail.ts'

export interface ShareOptions {
  readonly dates: 'shift' | 'relative'
  readonly anchor: Anchor
  readonly detail: Detail
  /** Forms that stay behind. */
  readonly without: readonly FormId[]
}

/** The detail that really leaves: of a form that stays behind nothing is told. */
export function detailOf({ detail, without }: Pick<ShareOptions, 'detail' | 'without'>): Detail {
  return {
    ...detail,
    ...(without.includes('antibody') && detail.antibody === 'each' && { antibody: 'off' }),
    ...(without.includes('imaging') && { pattern: 'off' }),
  }
}

export const consentRefusals = ['not-given', 'withdrawn', 'not-recorded', 'not-for-sharing'] as const
export type ConsentRefusal = (typeof consentRefusals)[number]

/** Why a case must not be shared; undefined where its consent covers it or the ethics board has waived it. */
export function consentRefusal({
  case: { consent, consent_scope: scope = [] },
}: CaseRecord): ConsentRefusal | undefined {
  switch (consent) {
    case 'given':
      return scope.includes('sharing') ? undefined : 'not-for-sharing'
    case 'waived':
      return undefined
    case 'not-given':
    case 'withdrawn':
      return consent
    case 'not-recorded':
    case undefined:
      return 'not-recorded'
  }
}
