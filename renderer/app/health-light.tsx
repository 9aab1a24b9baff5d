import { Link } from '@tanstack/react-router'
import { useQueryOf } from '../ipc/use-contract.ts'
import { lightShapes, lightWords } from './light-marks.ts'
import './health-mark.css'

const askAgainMs = 600_000

/** The one light that says whether the data are safe, and the way to what it says. */
export function HealthLight() {
  const light = useQueryOf('health.report', {}, { refetchInterval: askAgainMs }).data?.light
  const label = light ? `Registry health: ${lightWords[light]}` : 'Registry health'
  return (
    <Link to="/health" className="rail-item" aria-label={label} activeOptions={{ includeSearch: false }}>
      <span className="health-mark rail-light" data-light={light} aria-hidden>
        {light ? lightShapes[light] : '○'}
      </span>
      <span className="rail-tip" aria-hidden>
        {label}
      </span>
    </Link>
  )
}
