import { Link } from '@tanstack/react-router'

/** The way to who opens this registry. */
export function UsersSection() {
  return (
    <section className="page-section">
      <h2>Users</h2>
      <p className="soft">
        Each opens the registry with a passphrase of their own, and does what their rights allow.{' '}
        <Link to="/users">Registry users</Link>
      </p>
    </section>
  )
}
