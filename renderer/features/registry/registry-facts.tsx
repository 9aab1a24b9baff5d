import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { momentOf } from '../../forms/moments.ts'
import { pluralOf } from './form-names.ts'

type Info = OutputOf<'registry.info'>

/** What lies in the folder, and the marks by which a print or a copy is known to come from it. */
export function RegistryFacts({ info }: { readonly info: Info }) {
  const { folder, createdAt, sizeBytes, lastBackup, auditEntries, auditHead, registryId, schema } = info
  return (
    <>
      <section className="page-section">
        <h2>What it holds</h2>
        <dl className="registry-counts">
          <div>
            <dt>Cases</dt>
            <dd>{count(info.cases)}</dd>
          </div>
          {Object.entries(info.records)
            .filter(([form, number]) => form !== 'case' && number > 0)
            .map(([form, number]) => (
              <div key={form}>
                <dt>{pluralOf(form)}</dt>
                <dd>{count(number)}</dd>
              </div>
            ))}
        </dl>
      </section>
      <section className="page-section">
        <h2>File</h2>
        <dl className="facts">
          <dt>Folder</dt>
          <dd>{folder}</dd>
          <dt>Size</dt>
          <dd>
            {(sizeBytes / 1_000_000).toFixed(1)} <span className="unit">MB</span>
          </dd>
          <dt>Made on</dt>
          <dd>{formatPartialDate(createdAt.slice(0, 10))}</dd>
          <dt>Last backup</dt>
          <dd>{lastBackup ? momentOf(lastBackup) : 'None can be seen'}</dd>
          <dt>Changes on record</dt>
          <dd>{count(auditEntries)}</dd>
          <dt>Head of the audit chain</dt>
          <dd className="registry-code">{auditHead}</dd>
          <dt>Registry number</dt>
          <dd className="registry-code">{registryId}</dd>
          <dt>Format</dt>
          <dd>{schema}</dd>
        </dl>
      </section>
    </>
  )
}

const count = (number: number): string => number.toLocaleString('en-US')
