import type { RecordSource } from '#shared/dictionary/record.ts'

/** The sign after what is illustrative; the head of the page explains it. */
export function Marked({ source }: { readonly source: RecordSource }) {
  return source === 'illustrative' ? <span aria-label="illustrative">*</span> : null
}
