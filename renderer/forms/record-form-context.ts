import { createContext, useContext } from 'react'
import type { Control } from 'react-hook-form'
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import type { AnyRecord, Confirmed } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { DataQuery } from '#shared/ipc/areas/quality.ts'
import type { FieldDraft } from './draft.ts'

/** What stands in a form, as React Hook Form keeps it. */
export type DraftValues = Record<string, FieldDraft>

/** What the fields of one form share. */
export interface RecordFormContext {
  readonly form: Form
  readonly control: Control<DraftValues>
  /** Starts the ids of all controls. */
  readonly idPrefix: string
  /** Full ISO date that `t` means. */
  readonly today: string
  readonly caseRecord: CaseRecord | undefined
  readonly recordId: string | undefined
  /** Unlikely values, by item: asked about, not refused. */
  readonly doubts: Readonly<Record<string, string>>
  /** Answers to doubts, by item; they hold for the value that they were given for. */
  readonly confirmed: Confirmed
  /** What somebody else saved meanwhile, once asked for. */
  readonly savedNow: AnyRecord | undefined
  /** Fields stand in rows: lists instead of answers side by side, the last answer beside the field. */
  readonly compact?: boolean
  /** The answer to an item was changed by hand. */
  readonly onAnswer: (name: string) => void
  /** An empty field is empty, whatever the reason. */
  readonly withoutReasons?: boolean
  /** What was asked about the record. */
  readonly queries?: readonly DataQuery[]
  /** Asks about an item of the record; absent where there is no record to ask about. */
  readonly onAsk?: (item: Item) => void
  /** Lets the screen be left without being asked: what was typed is kept as a draft. */
  readonly keepAsDraft: () => Promise<unknown>
}

const Context = createContext<RecordFormContext | undefined>(undefined)

export const RecordFormProvider = Context.Provider

export function useRecordForm(): RecordFormContext {
  const context = useContext(Context)
  if (!context) throw new Error('a field stands outside of a form')
  return context
}
