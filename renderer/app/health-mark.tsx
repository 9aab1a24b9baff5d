import type { Light } from '#shared/ipc/areas/health.ts'
import { lightShapes, lightWords } from './light-marks.ts'
import './health-mark.css'

/** The light, with its word. */
export function HealthMark({ light }: { readonly light: Light }) {
  return (
    <span className="health-mark" data-light={light}>
      <span aria-hidden>{lightShapes[light]}</span> {lightWords[light]}
    </span>
  )
}
