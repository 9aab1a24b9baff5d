import { useEffect, useState, type ReactNode, type Ref } from 'react'
import { DataGrid, type GridColumn } from './data-grid.tsx'

export interface ListColumn<R> {
  readonly id: string
  readonly label: string
  readonly title?: string
  readonly width: string
  readonly isNumber?: boolean
  readonly cell: (row: R) => ReactNode
}

interface ListGridProps<R> {
  readonly label: string
  /** The same object from one drawing to the next. */
  readonly columns: readonly ListColumn<R>[]
  readonly rows: readonly R[]
  readonly onOpen: (row: R) => void
  /** The row that is marked, by its place; kept by the list itself where it isn't given. */
  readonly active?: number
  readonly onActive?: (index: number) => void
  readonly gridRef: Ref<HTMLDivElement>
}

const unsorted = { by: '' as never, descending: false }
const ignore = () => {}

/** Rows that are all there, in the order in which they are given: the data table without sorting and fetching. */
export function ListGrid<R>({ label, columns, rows, onOpen, active, onActive, gridRef }: ListGridProps<R>) {
  const [own, setOwn] = useState(0)
  useEffect(() => setOwn(0), [rows])
  return (
    <DataGrid<R, never>
      label={label}
      columns={columns as readonly GridColumn<R, never>[]}
      total={rows.length}
      rowAt={(index) => rows[index]}
      sort={unsorted}
      onSort={ignore}
      active={Math.min(active ?? own, Math.max(0, rows.length - 1))}
      onActive={onActive ?? setOwn}
      onOpen={onOpen}
      startAt={0}
      onRange={ignore}
      gridRef={gridRef}
    />
  )
}
