import './busy-bar.css'

/** A thin bar along the top of its place, shown only after 300 ms: shorter waits are not worth a mark. */
export function BusyBar({ label = 'Loading' }: { readonly label?: string }) {
  return (
    <div className="busy-bar" role="progressbar" aria-label={label}>
      <div className="busy-bar-mark" />
    </div>
  )
}
