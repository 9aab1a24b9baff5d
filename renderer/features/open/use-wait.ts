import { useEffect, useState } from 'react'

/** Seconds that are left of a wait, counted down. @param since when it was said, in milliseconds */
export function useWait(seconds: number | undefined, since: number): number {
  const [now, setNow] = useState(() => Date.now())
  const left = seconds ? Math.max(0, Math.ceil(seconds - (now - since) / 1000)) : 0
  useEffect(() => {
    if (!seconds) return undefined
    setNow(Date.now())
    const ticking = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(ticking)
  }, [seconds, since])
  // Said after the last tick: the whole of it is still ahead.
  return Math.min(left, seconds ?? 0)
}
