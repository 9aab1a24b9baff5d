import { Link } from '@tanstack/react-router'

/** The way to data for others. */
export function ShareSection() {
  return (
    <section className="page-section">
      <h2>Share de-identified data</h2>
      <p className="soft">
        Tables for a study or another center, without who the patients are; the risk is shown before anything leaves.{' '}
        <Link to="/share">Share de-identified</Link>
      </p>
    </section>
  )
}
