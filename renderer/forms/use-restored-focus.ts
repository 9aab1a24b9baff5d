import { useEffect, useRef } from 'react'

/** Gives the keyboard back to where it was, once what took it (a dialog) is gone and nobody else has it. */
export function useRestoredFocus(): void {
  const before = useRef(document.activeElement)
  useEffect(() => {
    const element = before.current
    return () => {
      setTimeout(() => {
        const isNowhere = document.activeElement === document.body || document.activeElement === null
        if (isNowhere && element instanceof HTMLElement && element.isConnected) element.focus()
      })
    }
  }, [])
}
