import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { useRights } from '#renderer/app/use-rights.ts'
import { ComparedPair } from './compared-pair.tsx'
import { ImportImages } from './import/import-images.tsx'
import { useImagingAddress } from './imaging-address.ts'
import { ReadSeries } from './read-series.tsx'
import { studiesOf } from './studies-of.ts'
import { StudyList } from './study-list.tsx'
import './imaging.css'

/** The images of a case: kept by study, looked at one by one or two dates side by side, read and measured. */
export function ImagingTab({ record }: { readonly record: CaseRecord }) {
  const { address, go } = useImagingAddress()
  const { canWrite } = useRights()
  const studies = studiesOf(record)
  const all = studies.flatMap(({ series }) => series)
  const shown = all.find(({ id }) => id === address.series)
  const beside = all.find(({ id }) => id === address.with)
  const isImporting = canWrite && address.open === 'import'
  return (
    <div className="imaging">
      <nav className="imaging-list" aria-label="Imaging studies">
        {canWrite && (
          <Button size="compact-sm" variant="default" onClick={() => go({ open: 'import' })}>
            Import images…
          </Button>
        )}
        <StudyList studies={studies} address={address} onGo={go} />
        <Link to="/ct-agreement" className="imaging-agreement">
          Agreement of readers
        </Link>
      </nav>
      <section className="imaging-stage" aria-label="Images">
        {isImporting && <ImportImages caseRecord={record} onDone={() => go({})} />}
        {!isImporting && shown && beside && (
          <ComparedPair key={`${shown.id} ${beside.id}`} record={record} earlier={shown} later={beside} />
        )}
        {!isImporting && shown && !beside && (
          <ReadSeries
            key={shown.id}
            record={record}
            series={shown}
            study={record.records.imaging.find(({ id }) => id === shown.imaging)}
            panel={address.panel}
            onPanel={(panel) => go({ series: shown.id, ...(panel && { panel }) })}
          />
        )}
        {!isImporting && !shown && <Nothing hasImages={all.length > 0} />}
      </section>
    </div>
  )
}

function Nothing({ hasImages }: { readonly hasImages: boolean }) {
  return (
    <p className="imaging-empty">
      {hasImages
        ? 'Choose a series on the left. With one open, another one can be put beside it.'
        : 'No images of this case are kept yet. Import a CT from a folder, a CD or a zip file: it is taken in without who the patient is.'}
    </p>
  )
}
