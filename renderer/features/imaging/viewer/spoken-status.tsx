import { useEffect, useRef, useState } from 'react'

/** While one leafs quickly, a screen reader hears where one has come to, not every image on the way. */
const sayEveryMs = 600

/** What screen readers hear; seen by nobody. */
export function SpokenStatus({ words }: { readonly words: string }) {
  const [said, setSaid] = useState(words)
  const latest = useRef(words)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = words
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      setSaid(latest.current)
    }, sayEveryMs)
  }, [words])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <p className="ct-spoken" role="status" aria-live="polite">
      {said}
    </p>
  )
}
