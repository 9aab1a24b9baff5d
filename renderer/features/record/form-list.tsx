import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { forms, type FormId, type RegistryForm } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'

interface FormListProps {
  readonly caseRecord: CaseRecord
  readonly current: FormId
  /** Moves the keyboard from the list to what it shows. */
  readonly onEnter: () => void
}

/** They stand elsewhere: dose steps under their treatments, what belongs to images beside those. */
const elsewhere: readonly FormId[] = ['dose_step', 'image_series', 'ct_density', 'ct_pair']
/** Forms of the list, in clinical order. */
const listed: readonly RegistryForm[] = forms.filter(({ id }) => !elsewhere.includes(id))

/** Which part of the record to look at. Arrow keys move, right or Enter goes into it. */
export function FormList({ caseRecord, current, onEnter }: FormListProps) {
  const counts = caseRecord.records as Readonly<Record<string, readonly unknown[] | undefined>>
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'ArrowRight') {
      event.preventDefault()
      onEnter()
      return
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
    const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
    next?.focus()
    next?.click()
  }
  return (
    <nav className="form-list" aria-label="Forms" onKeyDown={onKeyDown}>
      <ul>
        {listed.map(({ id, label, plural, repeats }) => (
          <li key={id} data-gap={id === 'diagnosis' || undefined}>
            <Link
              to="/cases/$caseId/$tab"
              params={{ caseId: caseRecord.case.id, tab: 'record' }}
              search={() => ({ form: id }) as never}
              aria-current={id === current ? 'page' : undefined}
              tabIndex={id === current ? 0 : -1}
            >
              <span>{id === 'case' ? 'Baseline' : repeats ? plural : label}</span>{' '}
              {repeats && (
                <span className="form-count" data-none={!counts[id]?.length || undefined}>
                  {counts[id]?.length ?? 0}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
