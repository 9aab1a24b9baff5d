/** Some items of a form as fields of a panel: what stands in them, and what is wrong with it. */
import { useState } from 'react'
import { formOf, type FormId } from '#shared/dictionary/forms.ts'
import type { Doubt } from '#shared/dictionary/confirmations.ts'
import type { AnyRecord, Confirmed, RecordFrame, RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { draftOf, type Draft, type FieldDraft, type FieldProblem } from '../../forms/draft.ts'
import { judgeDraft } from '../../forms/judge-draft.ts'
import { useRestored } from './typed-panel.ts'

export interface Fields {
  readonly form: FormId
  readonly draft: Draft
  readonly today: string
  readonly set: (name: string, field: FieldDraft) => void
  /** What is wrong, by item, once it was tried to take the fields over. */
  readonly problems: Readonly<Record<string, string>>
  /** What is unlikely and asked about; grows by an attempt with every trial, so that the question takes the focus. */
  readonly doubts: readonly Doubt[]
  readonly attempt: number
  /** The columns of the form, or nothing where something has to be looked at first. */
  readonly take: (more?: Taken) => TakenRecord | undefined
}

export interface Taken {
  /** Columns that the panel works out by itself, in place of what their fields hold. */
  readonly values?: RecordValues
  /** One reason for each doubt that was asked about. */
  readonly reasons?: readonly string[] | undefined
}

export interface TakenRecord {
  readonly values: RecordValues
  readonly confirmed: Confirmed
}

/**
 * @param start the record, or what a new one starts with
 * @param record of the case as it would be, so that the fields are held against its other records
 */
export function useFields(
  formId: FormId,
  start: RecordFrame | RecordValues,
  record: CaseRecord,
  today: string,
): Fields {
  const form = formOf(formId)
  const recordId = 'id' in start && typeof start.id === 'string' ? start.id : undefined
  const restored = useRestored<Draft>('draft')
  const [draft, setDraft] = useState<Draft>(() => restored ?? draftOf(form, start as AnyRecord | RecordValues))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [doubts, setDoubts] = useState<readonly Doubt[]>([])
  const [attempt, setAttempt] = useState(0)

  const set = (name: string, field: FieldDraft) => {
    setDraft((known) => ({ ...known, [name]: field }))
    setProblems((known) => known.filter(({ item }) => item !== name))
    setDoubts((known) => known.filter(({ item }) => item !== name))
  }
  const take = ({ values: own = {}, reasons = [] }: Taken = {}): TakenRecord | undefined => {
    const workedOut = Object.entries(draftOf(form, own)).filter(([name]) => name in own)
    const merged: Draft = { ...draft, ...Object.fromEntries(workedOut) }
    const before = (start as RecordFrame).confirmed ?? {}
    const answered = doubts.flatMap(({ item, rule, value }, index) => {
      const reason = reasons[index]
      return reason === undefined ? [] : [[item, { rule, value, reason }] as const]
    })
    const confirmed = { ...before, ...Object.fromEntries(answered) }
    const judged = judgeDraft(form, merged, { caseRecord: record, today, recordId, confirmed })
    setProblems(judged.refused)
    setDoubts(judged.refused.length > 0 ? [] : judged.doubts)
    setAttempt((count) => count + 1)
    if (judged.refused.length > 0 || judged.doubts.length > 0) return undefined
    return { values: judged.columns.values, confirmed: judged.confirmed }
  }
  return {
    form: formId,
    draft,
    today,
    set,
    problems: Object.fromEntries(problems.map(({ item, message }) => [item ?? '', message])),
    doubts,
    attempt,
    take,
  }
}
