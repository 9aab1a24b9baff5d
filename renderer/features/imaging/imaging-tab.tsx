import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { useRights } from '#renderer/app/use-rights.ts'
import { ComparedPair } from './compared-pair.tsx'
import { ImportImages } from './import/import-images.tsx'
import { useImagingAddress } from './imaging-address.ts'
import { ImagingOverview } from './imaging-overview.tsx'
import { ReadSeries } from './read-series.tsx'
import { studiesOf } from './studies-of.ts'
import { StudyList } from './study-list.tsx'
import { VoidedSeries } from './voided-series.tsx'
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
  const [isListHidden, setIsListHidden] = useState(false)
  // Where nothing is shown the list is the way in.
  const hidesList = isListHidden && shown !== undefined && !isImporting
  return (
    <div className="imaging" data-list={hidesList ? 'hidden' : undefined}>
      <nav className="imaging-list" aria-label="Imaging studies">
        <div className="imaging-list-head">
          {canWrite && !hidesList && (
            <Button size="compact-sm" variant="default" onClick={() => go({ open: 'import' })}>
              Import images…
            </Button>
          )}
          {shown && !isImporting && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-expanded={!hidesList}
              aria-label={hidesList ? 'Show the studies' : 'Hide the studies'}
              title={hidesList ? 'Show the studies' : 'Hide the studies: more room for the images'}
              onClick={() => setIsListHidden(!isListHidden)}
            >
              {hidesList ? '»' : '«'}
            </Button>
          )}
        </div>
        {!hidesList && (
          <>
            <StudyList caseRecord={record} studies={studies} address={address} onGo={go} />
            <VoidedSeries caseId={record.case.id} />
            <Link to="/ct-agreement" className="imaging-agreement">
              Agreement of readers
            </Link>
          </>
        )}
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
        {!isImporting &&
          !shown &&
          (all.length > 0 ? <ImagingOverview record={record} onGo={go} /> : <Nothing canImport={canWrite} />)}
      </section>
    </div>
  )
}

function Nothing({ canImport }: { readonly canImport: boolean }) {
  return (
    <p className="imaging-empty">
      No images of this case are kept yet.
      {canImport &&
        ' Import a CT from a folder, a CD or a zip file: it is taken in without who the patient is, and two dates can be put side by side.'}
    </p>
  )
}
