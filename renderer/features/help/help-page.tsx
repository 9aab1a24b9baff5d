import { useRef } from 'react'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import '#renderer/app/later-styles.ts'
import { CodebookSection } from './codebook-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { ManualSection } from './manual-section.tsx'
import './help-page.css'

const parts = [
  { id: 'help-typing', label: 'How to type' },
  { id: 'help-keys', label: 'Keys' },
  { id: 'help-codebook', label: 'Codebook' },
] as const

/** How to work with the registry, every key, and everything that its forms ask. */
export function HelpPage() {
  const search = useRef<HTMLInputElement>(null)
  useShortcut('help-search', () => search.current?.focus())
  const show = (id: string) => {
    const heading = document.getElementById(id)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  return (
    <div className="page help">
      <title>Help – AS-ILD Registry</title>
      <header className="help-head">
        <h1>Help</h1>
        <nav aria-label="Parts of the help">
          {parts.map(({ id, label }) => (
            <button key={id} type="button" onClick={() => show(id)}>
              {label}
            </button>
          ))}
        </nav>
      </header>
      <ManualSection headingId={parts[0].id} />
      <KeysSection headingId={parts[1].id} />
      <CodebookSection headingId={parts[2].id} search={search} />
    </div>
  )
}
