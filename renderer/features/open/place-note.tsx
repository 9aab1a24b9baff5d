import { useDeferredValue } from 'react'
import { useQueryOf } from '../../ipc/use-contract.ts'

/** What is wrong with the place that was chosen, before anything is made or opened there. Says nothing of a good one. */
export function PlaceNote({ folder }: { readonly folder: string }) {
  const asked = useDeferredValue(folder)
  const place = useQueryOf('registry.place', { folder: asked }, { enabled: asked !== '', staleTime: 0 }).data
  return (
    <div role="status">
      {place?.sentences.map((sentence) => (
        <p key={sentence} className="small open-place">
          {sentence}
        </p>
      ))}
    </div>
  )
}
