/** How far readers of CTs agree, over all cases. */
import { comparedItems, pairedReadings, readersOf } from '#shared/domain/imaging/paired-readings.ts'
import type { KeptReading } from '#shared/domain/imaging/paired-readings.ts'
import { readerAgreement } from '#shared/domain/imaging/reader-agreement.ts'
import type { Agreement } from '#shared/domain/imaging/reader-agreement.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ListedAgreement, ListedReader } from '#shared/ipc/areas/ct-readings.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { keptReadings } from '#main/database/repositories/ct-readings.ts'
import type { Session } from '../session.ts'

type Area = Pick<Handlers<'backend'>, 'ctReadings.readers' | 'ctReadings.agreement'>

interface Told extends ListedReader {
  /** As readings name the reader; `key` is what the page asks by. */
  readonly own: string
}

export function ctReadingOperations(session: Session): Area {
  /** Who may not see names is told the readers by their number, and asks by it. */
  const told = (readings: readonly KeptReading[]): readonly Told[] =>
    readersOf(readings).map(({ key, name, studies }, at) =>
      session.has('identity')
        ? { own: key, key, name, studies }
        : { own: key, key: `${at + 1}`, name: `Reader ${at + 1}`, studies },
    )

  return {
    'ctReadings.readers': () => ({ readers: told(keptReadings(session.reader())).map(listed) }),

    'ctReadings.agreement'({ first: firstKey, second: secondKey, onlyBlinded }) {
      const readings = keptReadings(session.reader())
      const readers = told(readings)
      const named = (wanted: string): Told => {
        const reader = readers.find(({ key }) => key === wanted)
        if (reader) return reader
        throw new AppError('not-found', 'There is no reading of this reader any more. Choose another one.')
      }
      const [first, second] = [named(firstKey), named(secondKey)]
      if (first.own === second.own)
        throw new AppError('invalid-input', 'Agreement is between two readers: choose another one on one side.')
      const { studies, ...left } = pairedReadings(readings, first.own, second.own, onlyBlinded)
      return {
        first: listed(first),
        second: listed(second),
        ...left,
        studies: studies.map(({ caseId, caseCode, imaging, studyDate }) => ({
          caseId,
          caseCode,
          imaging,
          ...(studyDate !== undefined && { date: studyDate }),
        })),
        items: readerAgreement(studies, comparedItems).map(sent),
      }
    },
  }
}

const listed = ({ key, name, studies }: Told): ListedReader => ({ key, name, studies })

/** What JSON can't say, it says as null. */
function sent({ estimate, droppedAt, differAt, ...agreement }: Agreement): ListedAgreement {
  const places = { droppedAt: [...droppedAt], differAt: [...differAt] }
  if ('unavailable' in estimate) return { ...agreement, ...places, estimate }
  const { difference, ...figures } = estimate
  const sd = difference && Number.isFinite(difference.sd) ? difference.sd : null
  return {
    ...agreement,
    ...places,
    estimate: { ...figures, ...(difference && { difference: { mean: difference.mean, sd } }) },
  }
}
