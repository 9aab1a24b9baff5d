/** Cases that may be one patient. Names are compared here and leave in no answer. */
import { setImmediate as breathe } from 'node:timers/promises'
import { likelyPairs } from '#shared/domain/duplicates/likely-pairs.ts'
import { namePartsOf } from '#shared/domain/duplicates/name-parts.ts'
import type { NamePart } from '#shared/domain/duplicates/name-parts.ts'
import { patientLikeness, patientOf } from '#shared/domain/duplicates/patient-likeness.ts'
import { isPartialDate } from '#shared/domain/partial-date.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { patients } from '#main/database/repositories/patients.ts'
import type { Session } from '../session.ts'

type Area = Pick<Handlers<'backend'>, 'cases.findSimilar' | 'cases.findDuplicates'>

/** More would not be read. */
const mostSimilar = 5
const mostPairs = 200

/** What is remembered of an open registry, and forgotten with it: which searches are in the chain, names taken apart. */
interface Remembered {
  readonly noted: Set<string>
  readonly partsOf: (name: string) => readonly NamePart[]
}

export function duplicateOperations(session: Session): Area {
  const known = new WeakMap<OpenRegistry, Remembered>()
  const remembered = (): Remembered => {
    const registry = session.registry()
    const found = known.get(registry) ?? { noted: new Set<string>(), partsOf: rememberingParts() }
    known.set(registry, found)
    return found
  }

  return {
    'cases.findSimilar'({ search, ...typed }) {
      const { noted, partsOf } = remembered()
      const wanted = patientOf(
        {
          familyName: typed.family_name,
          givenNames: typed.given_names,
          recordNumber: typed.record_number,
          birthDate: typed.birth_date && isPartialDate(typed.birth_date) ? typed.birth_date : undefined,
          sex: typed.sex,
        },
        partsOf,
      )
      if (!noted.has(search)) {
        session.note('cases.findSimilar', 'identity', { detail: 'a new patient held against all cases' })
        noted.add(search)
      }
      const found = patients(session.reader()).flatMap(({ caseId, code, ...facts }) => {
        const likeness = patientLikeness(wanted, patientOf(facts, partsOf))
        return likeness ? [{ caseId, code, ...likeness, reasons: [...likeness.reasons] }] : []
      })
      return { cases: found.toSorted((a, b) => b.score - a.score).slice(0, mostSimilar) }
    },

    async 'cases.findDuplicates'(_input, { progress, signal }) {
      const { partsOf } = remembered()
      session.note('cases.findDuplicates', 'identity', { detail: 'all cases held against each other' })
      const all = patients(session.reader())
      const compared = likelyPairs(all.map((facts) => patientOf(facts, partsOf)))
      for (;;) {
        const step = compared.next()
        if (!step.done) {
          progress({ done: step.value, total: all.length, what: 'Comparing the cases' })
          if (signal.aborted) throw new AppError('cancelled', 'The search was cancelled.')
          await breathe()
          continue
        }
        const pairs = step.value.slice(0, mostPairs).map(({ pair: [a, b], score, isStrong, reasons }) => {
          const which = (index: number) => ({ caseId: all[index]!.caseId, code: all[index]!.code })
          return {
            cases: [which(a), which(b)] as [ReturnType<typeof which>, ReturnType<typeof which>],
            score,
            isStrong,
            reasons: [...reasons],
          }
        })
        return { pairs, total: step.value.length, cases: all.length }
      }
    },
  }
}

/** Names are taken apart once: they are compared with every keystroke. */
function rememberingParts(): (name: string) => readonly NamePart[] {
  const parts = new Map<string, readonly NamePart[]>()
  return (name) => {
    const found = parts.get(name) ?? namePartsOf(name)
    parts.set(name, found)
    return found
  }
}
