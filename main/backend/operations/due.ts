/** What is due, over all cases: told from what the case table keeps, by the schedules that hold now. */
import { dueItems, type DueItem } from '#shared/domain/monitoring/due.ts'
import { dueLabel, lastWords, ruleSource, ruleWords, stateWords } from '#shared/domain/monitoring/due-words.ts'
import { schedulesOf } from '#shared/domain/monitoring/schedules.ts'
import { isoOfDay } from '#shared/domain/partial-date.ts'
import type { DueWhat, ListedDue } from '#shared/ipc/areas/due.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { watchedCases, type WatchedCase } from '#main/database/repositories/monitoring.ts'
import { registrySettings } from '#main/database/repositories/registry-settings.ts'
import type { Session } from '../session.ts'

interface Listed {
  readonly of: WatchedCase
  readonly item: DueItem
}

const whatOf = ({ what }: DueItem): DueWhat => (typeof what === 'string' ? what : 'infusion')

function listed({ of, item }: Listed): ListedDue {
  return {
    caseId: of.caseId,
    caseCode: of.code,
    ...(of.source !== null && { source: of.source }),
    what: whatOf(item),
    label: dueLabel(item),
    state: item.state,
    ...(item.from !== undefined && { from: isoOfDay(item.from) }),
    ...(item.to !== undefined && { to: isoOfDay(item.to) }),
    standing: stateWords(item),
    last: lastWords(item),
    rule: ruleWords(item),
    ruleSource: ruleSource(item),
  }
}

export function dueOperations(session: Session): Pick<Handlers<'backend'>, 'due.list'> {
  return {
    'due.list'({ states: wanted, what, offset, limit }) {
      const db = session.reader()
      const today = session.clock.today()
      const schedules = schedulesOf(registrySettings(db).monitoring)
      const states = { overdue: 0, soon: 0, open: 0, later: 0, undated: 0 }
      const whats: Partial<Record<DueWhat, number>> = {}
      const found: Listed[] = []
      for (const of of watchedCases(db, today))
        for (const item of dueItems(of.facts, schedules, today)) {
          const own = whatOf(item)
          const isWanted = !wanted || wanted.includes(item.state)
          if (what === undefined || what === own) states[item.state] += 1
          if (isWanted) whats[own] = (whats[own] ?? 0) + 1
          if (isWanted && (what === undefined || what === own)) found.push({ of, item })
        }
      // Cases come in the order of their codes; of things with one day they keep it.
      found.sort((a, b) => (a.item.to ?? Infinity) - (b.item.to ?? Infinity) || 0)
      return { total: found.length, rows: found.slice(offset, offset + limit).map(listed), states, whats }
    },
  }
}
