import { useSearch } from '@tanstack/react-router'
import { emptyWords, isPaperFormId, paperFormOf, visitForms } from '#shared/domain/documents/paper-forms.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { PaperFormSheet } from './paper-form-sheet.tsx'
import { PaperPage } from './paper-page.tsx'
import { usePaper } from './paper-size.ts'
import './paper-forms.css'

/** Blank forms, for print: which ones, and the code that stands on them, are in the address. */
export function PaperFormsPage() {
  const { forms = visitForms, code } = useSearch({ strict: false }) as {
    readonly forms?: readonly string[]
    readonly code?: string
  }
  const paper = usePaper()
  const status = useQueryOf('registry.status', {}).data
  if (!status) return null
  const chosen = forms.filter(isPaperFormId)
  return (
    <PaperPage title={`Paper forms of ${status.name ?? 'the registry'}`} paper={paper} complete>
      {chosen.map((id) => (
        <PaperFormSheet
          key={id}
          form={paperFormOf(id)}
          code={code}
          registry={status.name ?? ''}
          emptyWords={emptyWords}
        />
      ))}
    </PaperPage>
  )
}
