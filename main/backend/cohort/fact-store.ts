/** Values of variables, kept for as long as nothing was changed of the case that they were computed from. */
import type { VariableValue } from '#shared/domain/cohort/variable-model.ts'
import type { Reader } from '#main/database/connection.ts'
import { casesChangedSince } from '#main/database/repositories/audit-entries.ts'
import { auditHead } from '#main/database/audit.ts'

type Values = Map<string, VariableValue | undefined>

export interface FactStore {
  /** Forgets what is known of cases that were changed since it was last called. */
  refresh(db: Reader): void
  /** The value for a case, computed where it is not kept. @param question variable and all else that its values depend on */
  value(question: string, caseId: string, compute: () => VariableValue | undefined): VariableValue | undefined
}

/** A variable of 100,000 cases takes some ten megabytes. */
const mostQuestions = 30

export function createFactStore(): FactStore {
  const byQuestion = new Map<string, Values>()
  let seen = 0
  return {
    refresh(db) {
      const { entries } = auditHead(db)
      if (entries === seen) return
      for (const caseId of byQuestion.size > 0 ? casesChangedSince(db, seen) : [])
        byQuestion.forEach((values) => values.delete(caseId))
      seen = entries
    },
    value(question, caseId, compute) {
      let values = byQuestion.get(question)
      if (!values) {
        byQuestion.set(question, (values = new Map()))
        if (byQuestion.size > mostQuestions) byQuestion.delete(byQuestion.keys().next().value!)
      }
      if (!values.has(caseId)) values.set(caseId, compute())
      return values.get(caseId)
    },
  }
}
