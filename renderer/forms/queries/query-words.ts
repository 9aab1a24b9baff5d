/** Queries in words. */
import type { DataQuery } from '#shared/ipc/areas/quality.ts'

export const statusLabels: Readonly<Record<DataQuery['status'], string>> = {
  open: 'Open',
  answered: 'Answered',
  closed: 'Closed',
}

export const messageWords: Readonly<Record<DataQuery['messages'][number]['kind'], string>> = {
  question: 'asked',
  answer: 'answered',
  closing: 'closed it',
  reopening: 'reopened it',
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
export const momentOf = (iso: string): string => moment.format(new Date(iso))

/** `2 open queries`, `1 answered query`; what waits for an answer comes first. Undefined where none is unsettled. */
export function unsettledWords({ open, answered }: { readonly open: number; readonly answered: number }) {
  const [count, word] = open > 0 ? [open, 'open'] : [answered, 'answered']
  return count === 0 ? undefined : `${count} ${word} ${count === 1 ? 'query' : 'queries'}`
}
