import type { RestorePreview } from '#shared/ipc/areas/backups.ts'
import { momentOf } from '../../forms/moments.ts'

/** What comes back and what would be lost, before anything is done. */
export function PreviewOfRestore({ preview }: { readonly preview: RestorePreview }) {
  const { backup, keptAs, lost } = preview
  return (
    <section className="restore-preview" aria-label="What this backup holds" role="status">
      <dl className="facts">
        <dt>Registry</dt>
        <dd>{backup.name}</dd>
        <dt>Made on</dt>
        <dd>
          {momentOf(backup.madeAt)}, by version {backup.appVersion}
        </dd>
        <dt>Holds</dt>
        <dd>
          {counted(backup.cases, 'case')}, {counted(backup.records, 'record')},{' '}
          {counted(backup.entries, 'entry', 'entries')} in the audit chain
        </dd>
      </dl>
      <p className="restore-difference" data-relation={preview.relation}>
        {wordsOfRelation(preview)}
      </p>
      {lost.cases.length > 0 && (
        <>
          <p>
            {preview.relation === 'different-history'
              ? 'Cases in the registry that is there now:'
              : 'Cases that would lose them:'}
          </p>
          <ul className="restore-cases">
            {lost.cases.map(({ code, changes }) => (
              <li key={code}>
                {code} <span className="soft">{counted(changes, 'change')}</span>
              </li>
            ))}
            {lost.moreCases > 0 && <li className="soft">and {lost.moreCases.toLocaleString('en-US')} more</li>}
          </ul>
        </>
      )}
      {keptAs && (
        <p>
          The registry that is there now is not deleted: it is kept as <span className="restore-path">{keptAs}</span>
        </p>
      )}
    </section>
  )
}

function wordsOfRelation({ relation, lost }: RestorePreview): string {
  switch (relation) {
    case 'nothing-there':
      return 'Nothing lies at that place yet.'
    case 'same':
      return 'The registry that is there now holds exactly the same.'
    case 'earlier':
      return lost.changes === 0
        ? `No change of a record was made since; ${counted(lost.entries, 'entry', 'entries')} of the audit chain would go.`
        : `${counted(lost.changes, 'change')} made since would be lost.`
    case 'different-history':
      return 'This backup has a different history from the registry that is there now: neither came from the other.'
    case 'unreadable':
      return 'The registry that is there now can’t be read, so that nobody can tell what would be lost.'
  }
}

const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`
