import type { PaperField, PaperForm, PaperPart } from '#shared/domain/documents/paper-forms.ts'

interface PaperFormSheetProps {
  readonly form: PaperForm
  /** Of the case; a box to write in where it is missing. */
  readonly code: string | undefined
  readonly registry: string
  readonly emptyWords: string
}

/** One form to write on. It says whose it is by itself, for sheets get separated. */
export function PaperFormSheet({ form, code, registry, emptyWords }: PaperFormSheetProps) {
  return (
    <section className="paper-form">
      <header>
        <div>
          <h1>{form.title}</h1>
          <p className="paper-faint">{registry}</p>
        </div>
        <Box label="Registry code">{code}</Box>
        {form.dateLabel && <Box label={form.dateLabel} />}
        <Box label="Filled in by" />
      </header>
      <p className="paper-faint paper-form-help">{[form.help, emptyWords].filter(Boolean).join(' ')}</p>
      {form.parts.map((part, index) => (
        // Made once: their order is what tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} />
      ))}
    </section>
  )
}

function Box({ label, children }: { readonly label: string; readonly children?: string | undefined }) {
  return (
    <div className="paper-form-box">
      <span>{label}</span>
      <b>{children}</b>
    </div>
  )
}

function Part({ part }: { readonly part: PaperPart }) {
  switch (part.kind) {
    case 'fields':
      return (
        <>
          {part.title && <h2>{part.title}</h2>}
          <div className="paper-fields">
            {part.fields.map((field) => (
              <Field key={field.label} field={field} />
            ))}
          </div>
        </>
      )
    case 'matrix':
      return (
        <div className="paper-matrix">
          {part.groups.map((group) => (
            <Group key={group.title} group={group} columns={part.columns} head={part.head} />
          ))}
        </div>
      )
    case 'rows':
      return (
        <table className="paper-rows">
          <thead>
            <tr>
              {part.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: part.count }, (_, row) => (
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                {part.columns.map((column) => (
                  <td key={column}>{'\u00a0'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
  }
}

type Matrix = Extract<PaperPart, { kind: 'matrix' }>

function Group({
  group,
  columns,
  head,
}: Pick<Matrix, 'columns' | 'head'> & { readonly group: Matrix['groups'][number] }) {
  return (
    <table>
      <caption>{group.title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {columns.map(({ label, isDate, ticks }, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <th key={index} scope="col" data-ticks={ticks || undefined} data-date={isDate || undefined}>
              {isDate ? 'Date' : label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {group.rows.map(({ label, unit }) => (
          <tr key={label}>
            <th scope="row">
              {label} {unit && <span className="paper-form-unit">{unit}</span>}
            </th>
            {columns.map(({ ticks }, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <td key={index}>{ticks && <span className="paper-tick" />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const columns = 12
const mmOfColumn = 15
/** A box with the gap behind it, and a letter, in mm. */
const mmOfBox = 9
const mmOfLetter = 1.6

/** How many columns a field takes: answers side by side, a line to write on, or a number with as much help as there is. */
function spanOf(field: PaperField): number {
  switch (field.kind) {
    case 'long':
      return columns
    case 'line':
      return 6
    case 'date':
      return 3
    case 'number':
      return field.help || field.label.length > 22 || field.units.length > 1 ? 3 : 2
    case 'ticks': {
      const width = field.choices.reduce((sum, label) => sum + mmOfBox + label.length * mmOfLetter, 0)
      const forLabel = Math.min(6, Math.ceil((field.label.length * mmOfLetter) / mmOfColumn))
      return Math.min(columns, Math.max(3, forLabel, Math.ceil(width / mmOfColumn)))
    }
  }
}

function Field({ field }: { readonly field: PaperField }) {
  const isTicks = field.kind === 'ticks'
  return (
    <div className="paper-field" data-kind={field.kind} style={{ gridColumn: `span ${spanOf(field)}` }}>
      <p className="paper-field-label">
        {field.label}
        {field.help && <span className="paper-field-help"> {field.help}</span>}
      </p>
      {isTicks ? (
        <ul>
          {field.choices.map((choice) => (
            <li key={choice}>
              <span className="paper-tick" />
              {choice}
            </li>
          ))}
        </ul>
      ) : (
        <p className="paper-field-line">
          {field.kind === 'number' &&
            field.units.map((unit, index) => (
              <span key={unit} className="paper-form-unit">
                {index > 0 && '/ '}
                {unit}
              </span>
            ))}
          {field.kind === 'date' && <span className="paper-form-unit">year – month – day</span>}
        </p>
      )}
    </div>
  )
}
