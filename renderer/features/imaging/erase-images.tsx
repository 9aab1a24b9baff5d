import { Dialog } from '#renderer/app/dialog.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { Series } from './studies-of.ts'

interface EraseImagesProps {
  /** Voided. */
  readonly series: Series
  readonly name: string
  readonly onClose: () => void
}

/** Asks before images are destroyed, and says afterwards where copies may still be. */
export function EraseImages({ series: { id, version, images = 0 }, name, onClose }: EraseImagesProps) {
  const { mutateAsync, error, isPending } = useCommand('images.erase')
  return (
    <Dialog title="Erase these images for good?" onClose={onClose}>
      <ReasonForm
        submitLabel={images === 1 ? 'Erase 1 image' : `Erase ${images} images`}
        keepLabel="Keep them"
        error={error}
        isPending={isPending}
        draft={{ of: `erase/${id}`, title: 'Reason to erase images' }}
        onSubmit={(reason) =>
          mutateAsync(
            { id, version, reason },
            {
              onSuccess: ({ words }) => {
                notify(words)
                onClose()
              },
            },
          )
        }
        onClose={onClose}
      >
        <p>
          {images === 1 ? 'The image' : `All ${images} images`} of <b>{name}</b> will be removed from the registry. This
          can’t be undone: nobody can bring them back from here. What stays is the record of the series, with the day,
          your name and your reason; readings and density that were recorded stay as well.
        </p>
        <p>Backups that were made before still hold the images until they are thinned out.</p>
      </ReasonForm>
    </Dialog>
  )
}
