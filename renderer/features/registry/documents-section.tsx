import { Link } from '@tanstack/react-router'
import { registryDocuments } from '#shared/ipc/document-request.ts'

/** What can be printed of the registry itself. */
export function DocumentsSection() {
  return (
    <section className="page-section registry-documents">
      <h2>Documents</h2>
      <ul>
        {(['codebook', 'paper-forms'] as const).map((kind) => (
          <li key={kind}>
            <Link to="/registry/documents" search={() => ({ document: kind }) as never}>
              {registryDocuments[kind].label}
            </Link>
            <span className="soft">{registryDocuments[kind].about}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
