import type { Light } from '#shared/ipc/areas/health.ts'
import './health-mark.css'

const words: Readonly<Record<Light, string>> = { good: 'safe', attention: 'look at this', bad: 'act now' }
/** A shape each: the light is never told by its color alone. */
const shapes: Readonly<Record<Light, string>> = { good: '●', attention: '◆', bad: '▲' }

/** The light, with its word. */
export function HealthMark({ light }: { readonly light: Light }) {
  return (
    <span className="health-mark" data-light={light}>
      <span aria-hidden>{shapes[light]}</span> {words[light]}
    </span>
  )
}
