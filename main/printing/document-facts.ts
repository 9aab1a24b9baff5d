/** What the shell has to know of a document besides its page: names for files and footer. */
import { sourceOf } from '#shared/domain/case-facts.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { DocumentRequest } from '#shared/ipc/document-request.ts'
import type { Client } from '#shared/ipc/client.ts'

export interface DocumentFacts {
  readonly registry: string
  readonly code: string | undefined
  readonly mark: string | undefined
}

/** @throws AppError `locked` where no registry is open, `not-found` where there is no such case */
export async function documentFacts(client: Client, caseId: string | undefined): Promise<DocumentFacts> {
  const { name, demo } = await client.call('registry.status', {})
  const record = caseId === undefined ? undefined : await client.call('cases.get', { caseId })
  return { registry: name ?? 'Registry', code: record?.case.code, mark: markOf(demo === true, record) }
}

/** The route of the page that shows the document. */
export function routeOf({ kind, ...rest }: DocumentRequest): string {
  // As JSON, as the router reads it: a code that looks like a number stays what it is.
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) said.set(name, JSON.stringify(value))
  return `/print/document/${kind}?${said.toString()}`
}

/** Says in words that values are not a patient's. */
function markOf(isDemo: boolean, record: CaseRecord | undefined): string | undefined {
  const source = record && sourceOf(record)
  const words = [...(isDemo ? ['demo'] : []), ...(source ? [`${source} values`] : [])]
  return words.length > 0 ? words.join(', ') : undefined
}
