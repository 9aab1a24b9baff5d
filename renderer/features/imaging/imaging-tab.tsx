import { Button } from '@mantine/core'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { useRights } from '#renderer/app/use-rights.ts'
import { useImagingAddress } from './imaging-address.ts'
import { PairView } from './pair-view.tsx'
import { SeriesView } from './series-view.tsx'
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
  return (
    <div className="imaging">
      <nav className="imaging-list" aria-label="Imaging studies">
        {canWrite && (
          <Button size="compact-sm" variant="default" onClick={() => go({ open: 'import' })}>
            Import images…
          </Button>
        )}
        <StudyList studies={studies} address={address} onGo={go} />
      </nav>
      <section className="imaging-stage" aria-label="Images">
        {shown && beside && (
          <PairView key={`${shown.id} ${beside.id}`} earlier={shown} later={beside} remembered={undefined} />
        )}
        {shown && !beside && <SeriesView key={shown.id} series={shown} />}
        {!shown && <Nothing hasImages={all.length > 0} />}
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
