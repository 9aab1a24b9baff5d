/** What loads the tables into a larger program. */
import type { LeavingTable } from './table-columns.ts'

const quoted = (name: string) => `"${name}"`

/** For DuckDB: `duckdb registry.duckdb < load-duckdb.sql`, run in the folder. */
export const duckdbScript = (tables: readonly LeavingTable[]): string =>
  [
    '-- Run in this folder: duckdb registry.duckdb < load-duckdb.sql',
    ...tables.map(
      ({ name }) => `CREATE OR REPLACE TABLE ${quoted(name)} AS SELECT * FROM read_parquet('${name}.parquet');`,
    ),
    '',
  ].join('\n')

const postgresTypes = { TEXT: 'text', INTEGER: 'bigint', REAL: 'double precision' } as const

/** For PostgreSQL: `psql -v ON_ERROR_STOP=1 -f load-postgresql.sql DATABASE`, run in the folder. */
export const postgresScript = (tables: readonly LeavingTable[]): string =>
  [
    '-- Run in this folder: psql -v ON_ERROR_STOP=1 -f load-postgresql.sql DATABASE',
    'BEGIN;',
    'CREATE SCHEMA IF NOT EXISTS registry;',
    'SET search_path TO registry;',
    ...tables.flatMap(({ name, columns }) => [
      `DROP TABLE IF EXISTS ${quoted(name)} CASCADE;`,
      `CREATE TABLE ${quoted(name)} (${columns
        .map(
          (column) =>
            `${quoted(column.name)} ${postgresTypes[column.kind]}${column.name === 'id' ? ' PRIMARY KEY' : ''}`,
        )
        .join(', ')});`,
      `\\copy ${quoted(name)} FROM '${name}.csv' WITH (FORMAT csv, HEADER true)`,
      ...(name === 'case' ? [] : [`CREATE INDEX ON ${quoted(name)} (case_id);`]),
    ]),
    'COMMIT;',
    '',
  ].join('\n')
