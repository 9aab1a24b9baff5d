/** Cohorts: kept with all their versions, counted and analyzed by the analyst's thread, frozen as data cuts. */
import { conditionProblem } from '#shared/domain/cohort/conditions/condition-problem.ts'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CohortSubject, DataCut, SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import {
  cohortsIn,
  cutsIn,
  findCohort,
  findCut,
  insertCohort,
  insertCut,
  removeCohort,
  saveCohort,
  versionsOfCohort,
} from '#main/database/repositories/cohorts.ts'
import type { KeptCut } from '#main/database/repositories/cohorts.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { Analyst } from '../cohort/analyst.ts'
import type { Session } from '../session.ts'

type Area = Pick<
  Handlers<'backend'>,
  | 'cohorts.list'
  | 'cohorts.versions'
  | 'cohorts.save'
  | 'cohorts.remove'
  | 'cohorts.count'
  | 'cohorts.freeze'
  | 'cohorts.analyze'
  | 'cohorts.casesBehind'
  | 'cohorts.files'
  | 'cohorts.results'
>

/** Characters. */
const longestSpec = 50_000

const gone = () => new AppError('not-found', 'This cohort is not in the registry any more.')

export function cohortOperations(session: Session, analyst: Analyst): Area {
  const today = () => session.clock.today()

  function cohortOf(id: string): SavedCohort {
    const cohort = findCohort(session.reader(), id)
    if (!cohort) throw gone()
    return cohort
  }

  /** What is asked about: a cohort over the registry of now, or over that of a data cut. */
  function subjectOf(subject: CohortSubject): { spec: CohortSpec; cut: KeptCut | undefined } {
    if ('spec' in subject) return { spec: sound(subject.spec), cut: undefined }
    const cut = findCut(session.reader(), subject.cutId)
    if (!cut) throw new AppError('not-found', 'This data cut is not in the registry.')
    const versions = versionsOfCohort(session.reader(), cut.cohortId)
    return { spec: versions.find(({ version }) => version === cut.cohortVersion)!.spec, cut }
  }

  return {
    'cohorts.list': () => ({ cohorts: cohortsIn(session.reader()), cuts: cutsIn(session.reader()).map(toldCut) }),
    'cohorts.versions'({ id }) {
      const versions = versionsOfCohort(session.reader(), id)
      if (versions.length === 0) throw gone()
      return { versions }
    },
    'cohorts.save'({ id, version, spec }, { changed }) {
      sound(spec)
      const by = session.registry().user
      const saved = session.write('cohorts.save', undefined, (db, at) => {
        if (id === undefined) return insertCohort(db, { spec, at, by })
        if (!findCohort(db, id)) throw gone()
        if (version === undefined || !saveCohort(db, id, version, { spec, at, by }))
          throw new AppError(
            'conflict',
            'Somebody saved this cohort since you opened it. Look at the newest version, then save yours again.',
          )
        return { id, version: version + 1 }
      })
      changed('cohorts')
      return saved
    },
    'cohorts.remove'({ id, reason }, { changed }) {
      session.write('cohorts.remove', reason, (db, at) => {
        if (!removeCohort(db, id, reason, at)) throw gone()
      })
      changed('cohorts')
      return {}
    },
    'cohorts.count': ({ spec }, context) => analyst.ask({ kind: 'count', spec: sound(spec), today: today() }, context),
    async 'cohorts.freeze'({ cohortId, name }, context) {
      const { spec, version } = cohortOf(cohortId)
      session.writer()
      const day = today()
      const frozen = await analyst.ask({ kind: 'freeze', spec, today: day }, context)
      const cut = session.write('cohorts.freeze', undefined, (db, at) => {
        const made = { ...frozen, cohortId, cohortVersion: version, name, today: day, at, by: session.registry().user }
        return { id: insertCut(db, made), ...made }
      })
      context.changed('cohorts')
      return toldCut(cut)
    },
    async 'cohorts.analyze'({ of, request }, context) {
      const subject = subjectOf(of)
      const run = { runId: uuidV7(), at: session.clock.now(), today: today() }
      return analyst.ask({ kind: 'analyze', ...subject, ...run, request }, context)
    },
    'cohorts.casesBehind': ({ of, key }, context) =>
      analyst.ask(
        'resultId' in of
          ? { kind: 'behind-run', runId: of.resultId, key }
          : { kind: 'behind-count', spec: sound(of.spec), today: today(), key },
        context,
      ),
    'cohorts.results': ({ ids }, context) => analyst.ask({ kind: 'results', runIds: ids }, context),
    async 'cohorts.files'({ resultId }, context) {
      const files = await analyst.ask({ kind: 'files', runId: resultId }, context)
      session.note('cohorts.files', 'export', { detail: `Data of an analysis of a cohort, run ${resultId}` })
      context.changed('registry')
      return files
    },
  }
}

/** @throws AppError `invalid-input` where it asks for what the registry does not know */
function sound(spec: CohortSpec): CohortSpec {
  // One statement of SQL takes only so much.
  if (JSON.stringify(spec).length > longestSpec)
    throw new AppError('invalid-input', 'This cohort has more conditions than can be asked. Take some of them out.')
  for (const [index, { condition }] of spec.steps.entries()) {
    const message = conditionProblem(condition)
    if (message) throw new AppError('invalid-input', message, { issues: [{ path: `spec.steps.${index}`, message }] })
  }
  return spec
}

function toldCut({ today: _, settings: __, ...cut }: KeptCut): DataCut {
  return cut
}
