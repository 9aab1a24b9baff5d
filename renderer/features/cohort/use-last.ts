import { useState } from 'react'

/** The last value that there was: what stands on the screen until the next one is there. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value)
  if (value !== undefined && value !== last) setLast(value)
  return value ?? last
}
