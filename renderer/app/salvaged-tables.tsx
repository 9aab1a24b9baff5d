import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { SalvageReport } from '#shared/ipc/areas/registry.ts'

/** What was had from where, and what is lost; tables that were read whole are counted together. */
export function SalvagedTables({ report: { tables, pages, history, images } }: { readonly report: SalvageReport }) {
  const sum = (part: 'read' | 'rebuilt' | 'missing'): number => tables.reduce((total, table) => total + table[part], 0)
  const touched = tables.filter(({ rebuilt, missing }) => rebuilt > 0 || missing > 0)
  const isWhole = history.kept === history.last
  return (
    <>
      <p className="salvage-verdict">{verdict(sum('missing'), isWhole)}</p>
      <p className="soft">
        {pages.destroyed.toLocaleString('en')} of {pages.total.toLocaleString('en')} pages of the file are destroyed.{' '}
        {sum('read').toLocaleString('en')} records were read, {sum('rebuilt').toLocaleString('en')} made anew from the
        audit chain, of which {history.kept.toLocaleString('en')} of {history.last.toLocaleString('en')} entries are
        kept.
      </p>
      {images.whole + images.damaged + images.missing + images.withoutRecord > 0 && <p>{wordsOfImages(images)}</p>}
      {touched.length > 0 && (
        <table className="salvage-table">
          <thead>
            <tr>
              <th scope="col">Records</th>
              <th scope="col">Read</th>
              <th scope="col">From the audit chain</th>
              <th scope="col">Missing</th>
            </tr>
          </thead>
          <tbody>
            {touched.map(({ table, read, rebuilt, missing }) => (
              <tr key={table} data-missing={missing > 0 || undefined}>
                <th scope="row">{nameOf(table)}</th>
                <td>{read}</td>
                <td>{rebuilt}</td>
                <td>{missing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function verdict(missing: number, isWhole: boolean): string {
  if (missing > 0)
    return `${missing.toLocaleString('en')} ${missing === 1 ? 'record is' : 'records are'} known to be missing${isWhole ? '.' : '; there may be more, since part of the audit chain is lost.'}`
  return isWhole
    ? 'Every record that the audit chain knows of was salvaged.'
    : 'No record is known to be missing, but part of the audit chain is lost: compare with what you remember.'
}

function wordsOfImages({ whole, damaged, missing, withoutRecord }: SalvageReport['images']): string {
  const parts = [
    `${whole.toLocaleString('en')} whole`,
    ...(damaged > 0 ? [`${damaged.toLocaleString('en')} damaged: Verify says in what`] : []),
    ...(missing > 0 ? [`${missing.toLocaleString('en')} missing`] : []),
    ...(withoutRecord > 0 ? [`${withoutRecord.toLocaleString('en')} whose record could not be read`] : []),
  ]
  return `Series of images: ${parts.join('; ')}.`
}

const otherNames: Readonly<Record<string, string>> = {
  cases: 'Cases',
  registry_user: 'Users',
  attachment_content: 'Attached files',
  secret: 'Settings of de-identification',
  draft: 'Drafts',
}

function nameOf(table: string): string {
  if (isFormId(table)) return formOf(table).plural
  return otherNames[table] ?? table.replaceAll('_', ' ')
}
