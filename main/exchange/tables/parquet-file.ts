/** A Parquet file that grows by groups of rows, so that a table of any length needs little memory. */
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { TableColumn } from './table-columns.ts'

type Value = string | number | null
const types = { TEXT: 'STRING', INTEGER: 'INT64', REAL: 'DOUBLE' } as const
/** Readers skip whole groups by their least and greatest values. */
const rowsAGroup = 50_000

export interface ParquetFile {
  add(row: readonly Value[]): void
  /** @returns how many rows it has */
  finish(): number
}

/** @param file is written over */
export function openParquetFile(file: string, columns: readonly TableColumn[], madeBy: string): ParquetFile {
  const schema = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, kind }) => ({ name, repetition_type: 'OPTIONAL' as const, ...elements[kind] })),
  ]
  const writer = new ParquetWriter({ writer: fileWriter(file), schema, createdBy: madeBy })
  let rows = 0
  let group: Value[][] = columns.map(() => [])
  const flush = () => {
    if (group[0]!.length === 0 && rows > 0) return
    const columnData = columns.map(({ name, kind }, index) => {
      const data = group[index]!
      return {
        name,
        type: types[kind],
        data: kind === 'INTEGER' ? data.map((value) => (value === null ? null : BigInt(value))) : data,
      }
    })
    void writer.write({ columnData, rowGroupSize: rowsAGroup })
    group = columns.map(() => [])
  }
  return {
    add(row) {
      for (const [index, value] of row.entries()) group[index]!.push(value)
      rows += 1
      if (group[0]!.length === rowsAGroup) flush()
    },
    finish() {
      flush()
      void writer.finish()
      return rows
    },
  }
}

const elements = {
  TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  INTEGER: { type: 'INT64' },
  REAL: { type: 'DOUBLE' },
} as const
