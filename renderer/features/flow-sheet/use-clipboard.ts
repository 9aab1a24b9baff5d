import { useEffect, useRef, type RefObject } from 'react'

/**
 * Ctrl+C and Ctrl+V while the sheet has the keyboard. Nothing is selected in the sense of a browser, which then says so to
 * the whole page and not to whoever has the focus.
 */
export function useClipboard(
  gridRef: RefObject<HTMLDivElement | null>,
  onCopy: () => string,
  onPaste: (text: string) => void,
): void {
  const latest = useRef({ onCopy, onPaste })
  useEffect(() => {
    latest.current = { onCopy, onPaste }
  })
  useEffect(() => {
    const isMine = () => gridRef.current !== null && document.activeElement === gridRef.current
    const copied = (event: ClipboardEvent) => {
      if (!isMine()) return
      event.clipboardData?.setData('text/plain', latest.current.onCopy())
      event.preventDefault()
    }
    const pasted = (event: ClipboardEvent) => {
      if (!isMine()) return
      event.preventDefault()
      latest.current.onPaste(event.clipboardData?.getData('text/plain') ?? '')
    }
    document.addEventListener('copy', copied)
    document.addEventListener('paste', pasted)
    return () => {
      document.removeEventListener('copy', copied)
      document.removeEventListener('paste', pasted)
    }
  }, [gridRef])
}
