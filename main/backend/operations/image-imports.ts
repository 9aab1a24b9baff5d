/** Images come in and go out. */
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { createFoundScans, toldScan } from '../images/found-images.ts'
import { importSeries } from '../images/import-series.ts'
import { createIntake } from '../images/intake.ts'
import type { SeriesPacks } from '../images/series-packs.ts'
import { writeDicomSeries } from '../images/write-dicom-series.ts'
import type { Session } from '../session.ts'

interface Needs {
  readonly session: Session
  readonly packs: SeriesPacks
  readonly workerFile: string | undefined
}

type Area = Pick<Handlers<'backend'>, 'images.scan' | 'images.preview' | 'images.import' | 'images.writeDicom'>

export function imageImportOperations({ session, packs, workerFile }: Needs): Area {
  const intake = createIntake(session, workerFile)
  const scans = createFoundScans(session)
  let isImporting = false
  const neverCancelled = { aborted: false, addEventListener() {}, removeEventListener() {} }

  return {
    async 'images.scan'({ caseId, sources }, { signal, progress }) {
      if (!findRecord(session.reader(), 'case', caseId))
        throw new AppError('not-found', 'This case is not in the registry any more.')
      if (isImporting) throw alreadyImporting()
      demandForeign(sources, session.registry().folder)
      const scan = await intake.ask(
        { kind: 'scan', sources },
        {
          signal,
          progress: ([files, images]) =>
            progress({ done: files, total: 0, what: `${files} files looked at, ${images} images found` }),
        },
      )
      return toldScan(scans.keep(scan), scan, { session, packs, caseId })
    },

    async 'images.preview'({ scanId, key }) {
      const { images } = scans.series(scanId, key)
      const { source } = images[Math.floor(images.length / 2)]!
      const { rows, columns, pixels } = await intake.ask({ kind: 'preview', source }, { signal: neverCancelled })
      return { rows, columns, base64: Buffer.from(pixels).toString('base64') }
    },

    async 'images.import'(wish, context) {
      if (isImporting) throw alreadyImporting()
      isImporting = true
      try {
        return await importSeries({ session, packs, scans, intake }, wish, context)
      } finally {
        isImporting = false
      }
    },

    'images.writeDicom': (wish, context) => writeDicomSeries({ session, packs }, wish, context),
  }
}

const alreadyImporting = (): AppError =>
  new AppError('in-use', 'Images are being imported at this moment. Wait until that is done, or cancel it.')

/** A registry's own files are no sources. */
function demandForeign(sources: readonly string[], registry: string): void {
  const inside = (folder: string, file: string): boolean => {
    const way = path.relative(folder, file)
    return way === '' || (!way.startsWith('..') && !path.isAbsolute(way))
  }
  if (sources.some((source) => inside(registry, source)))
    throw new AppError('invalid-input', 'These are files of the registry itself. Choose where the images come from.')
}
