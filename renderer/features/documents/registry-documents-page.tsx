import { Link, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { visitForms, type PaperFormId } from '#shared/domain/documents/paper-forms.ts'
import type { DocumentRequest, Paper } from '#shared/ipc/document-request.ts'
import { registryDocuments } from '#shared/ipc/document-request.ts'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/app/later-styles.ts'
import { HandOver, Preview, papers } from './document-pane.tsx'
import { PaperFormsChoice } from './paper-forms-choice.tsx'
import './documents.css'

const kinds = ['codebook', 'paper-forms'] as const
type Kind = (typeof kinds)[number]

/** What the registry itself hands over: looked at as it will be printed, saved, or printed. */
export function RegistryDocumentsPage() {
  const { document: chosen } = useSearch({ strict: false }) as { readonly document?: unknown }
  const kind = kinds.find((known) => known === chosen) ?? 'codebook'
  const { label, about } = registryDocuments[kind]
  return (
    <div className="documents">
      <title>Documents – AS-ILD Registry</title>
      <nav className="documents-list" aria-label="Documents of the registry">
        {kinds.map((known) => (
          <Link
            key={known}
            to="/registry/documents"
            search={() => ({ document: known }) as never}
            replace
            aria-current={known === kind ? 'page' : undefined}
          >
            {registryDocuments[known].label}
          </Link>
        ))}
      </nav>
      <section className="documents-pane" aria-labelledby="documents-title">
        <div className="documents-heading">
          <h1 id="documents-title">{label}</h1>
          <p className="soft">{about}</p>
        </div>
        <RegistryDocument key={kind} kind={kind} />
      </section>
    </div>
  )
}

function RegistryDocument({ kind }: { readonly kind: Kind }) {
  const settings = useQueryOf('shell.settings', {})
  const [chosen, setChosen] = useState<Paper>()
  const [forms, setForms] = useState<readonly PaperFormId[]>(visitForms)
  const [code, setCode] = useState('')
  const shownCode = useDeferredValue(code.trim())
  const paper = chosen ?? settings.data?.paper
  if (paper === undefined) return null
  const document: DocumentRequest =
    kind === 'codebook' ? { kind, paper } : { kind, paper, forms: [...forms], ...(shownCode && { code: shownCode }) }
  return (
    <>
      {kind === 'paper-forms' && <PaperFormsChoice chosen={forms} onChoose={setForms} code={code} onCode={setCode} />}
      <div className="documents-row">
        <ChoiceRow
          id="documents-paper"
          aria-label="Paper"
          choices={papers}
          value={paper}
          onChange={(to) => setChosen(to as Paper)}
          demandsAnswer
        />
        <HandOver document={document} />
      </div>
      <Preview key={JSON.stringify(document)} document={document} />
    </>
  )
}
