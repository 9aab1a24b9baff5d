import { useEffect, useState, type RefObject } from 'react'

/** What the field asks for that one is in, and the keys of the page. */
export function VisitFooter({ page }: { readonly page: RefObject<HTMLElement | null> }) {
  const [help, setHelp] = useState('')
  useEffect(() => {
    const element = page.current
    const onFocus = ({ target }: FocusEvent) => {
      const field = (target as Element).closest('[data-item]')
      setHelp(field?.querySelector('.field-help')?.textContent ?? '')
    }
    element?.addEventListener('focusin', onFocus)
    return () => element?.removeEventListener('focusin', onFocus)
  }, [page])
  return (
    // The field itself says it to screen readers.
    <footer className="visit-footer" aria-hidden>
      <p className="visit-help">{help}</p>
      <p className="visit-keys">
        <kbd>Enter</kbd> next field <kbd>PgDn</kbd> next section <kbd>F4</kbd> same as last time <kbd>F2</kbd> why empty
      </p>
    </footer>
  )
}
