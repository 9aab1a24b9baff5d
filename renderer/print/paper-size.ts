import { useSearch } from '@tanstack/react-router'
import type { Paper } from '#shared/ipc/document-request.ts'

/** Widths between margins of 15 mm, in px at 96 an inch. */
export const contentWidth: Readonly<Record<Paper, number>> = { A4: 680, Letter: 702 }

/** Heights between margins of 15 mm, in px at 96 an inch. */
export const contentHeight: Readonly<Record<Paper, number>> = { A4: 1009, Letter: 943 }

/** The paper that the address names. */
export function usePaper(): Paper {
  const { paper } = useSearch({ strict: false }) as { readonly paper?: string }
  return paper === 'Letter' ? 'Letter' : 'A4'
}
