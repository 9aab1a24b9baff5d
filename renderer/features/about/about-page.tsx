import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useQueryOf } from '../../ipc/use-contract.ts'
import './about-page.css'

/** What this program is, what it runs on, and whose work it uses. */
export function AboutPage() {
  const { data: about, error, isPending, refetch } = useQueryOf('shell.about', {})
  return (
    <div className="page about">
      <title>About – AS-ILD Registry</title>
      {isPending && <BusyBar />}
      <h1>AS-ILD Registry {about?.version}</h1>
      <p>The registry records and computes; it does not advise treatment.</p>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {about && (
        <>
          <section className="page-section">
            <h2>Runs on</h2>
            <dl className="facts">
              <dt>Electron</dt>
              <dd>{about.electron}</dd>
              <dt>Chromium</dt>
              <dd>{about.chrome}</dd>
              <dt>Node</dt>
              <dd>{about.node}</dd>
              <dt>SQLite</dt>
              <dd>{about.sqlite}</dd>
            </dl>
          </section>
          <section className="page-section">
            <h2 id="notices">Third-party notices</h2>
            {/* Scrolls by itself: the keyboard must be able to get into it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className="about-notices" tabIndex={0} role="region" aria-labelledby="notices">
              {about.notices}
            </pre>
          </section>
        </>
      )}
    </div>
  )
}
