import { Button, Group } from '@mantine/core'
import type { Measure } from '#shared/domain/measures.ts'

/** What most clinics follow: the rows of a sheet that has none yet. */
const usual: ReadonlySet<string> = new Set([
  'laboratory.ck',
  'laboratory.ldh',
  'laboratory.crp',
  'laboratory.haemoglobin',
  'laboratory.leukocytes',
  'laboratory.lymphocytes',
  'laboratory.creatinine',
  'pft.fvc',
  'pft.fvc_pct',
  'pft.dlco_pct',
  'visit.mmrc',
  'visit.weight',
  'visit.spo2_rest',
  'walk_test.distance',
])

export const usualItems = (measures: readonly Measure[]): readonly string[] =>
  measures.filter(({ key }) => usual.has(key)).map(({ key }) => key)

/** A sheet without values: what goes here, and the ways to put it there. */
export function EmptySheet({ onOpen }: { readonly onOpen: (dialog: 'date' | 'item' | 'paste') => void }) {
  return (
    <div className="sheet-empty">
      <h2>No values yet</h2>
      <p>
        Laboratory results, lung function, visits and walk tests stand here by date. Paste a table from Excel or a
        laboratory’s report, or add a date and type down its column.
      </p>
      <Group gap={8} mt={12}>
        <Button onClick={() => onOpen('paste')}>Paste values</Button>
        <Button variant="default" onClick={() => onOpen('date')}>
          Add a date
        </Button>
      </Group>
    </div>
  )
}
