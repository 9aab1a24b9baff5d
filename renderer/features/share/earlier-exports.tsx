import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'

const dateOf = (at: string) => formatPartialDate(at.slice(0, 10))

/** What has left before, and the way back from a code. */
export function EarlierExports() {
  const { data, error, refetch } = useQueryOf('share.exports', {}, { staleTime: 0 })
  if (data?.exports.length === 0) return null
  return (
    <section className="page-section share-earlier" aria-labelledby="share-earlier">
      <h2 id="share-earlier">Shared before</h2>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {data && (
        <>
          <table className="share-cells">
            <thead>
              <tr>
                <th scope="col">On</th>
                <th scope="col">By</th>
                <th scope="col">For</th>
                <th scope="col">Dates</th>
                <th scope="col" className="share-number">
                  Cases
                </th>
                <th scope="col" className="share-number">
                  k
                </th>
              </tr>
            </thead>
            <tbody>
              {data.exports.map(({ at, by, recipient, dates, cases, smallest }) => (
                <tr key={at}>
                  <td>{dateOf(at)}</td>
                  <td>{by}</td>
                  <td>{recipient ?? <span className="soft">nobody in particular</span>}</td>
                  <td>{dates === 'shift' ? 'shifted' : 'days'}</td>
                  <td className="share-number">{cases}</td>
                  <td className="share-number">{smallest}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <CodeLookUp />
        </>
      )}
    </section>
  )
}

/** A recipient asks about a case by its code: which one that is. */
function CodeLookUp() {
  const [code, setCode] = useState('')
  const lookUp = useCommand('share.caseOf')
  const found = lookUp.data?.found
  return (
    <form
      className="share-look-up"
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim()) lookUp.mutate({ code })
      }}
    >
      <TextInput
        label="Case behind a code"
        placeholder="P…"
        maxLength={40}
        value={code}
        onChange={({ currentTarget: { value } }) => setCode(value)}
      />
      <Button type="submit" variant="default">
        Look up
      </Button>
      <p role="status">
        {found && (
          <>
            <Link to="/cases/$caseId/$tab" params={{ caseId: found.caseId, tab: 'chart' }}>
              {found.code}
            </Link>
            , shared on {dateOf(found.at)}
            {found.recipient && ` for ${found.recipient}`}
          </>
        )}
        {found === null && 'No export of this registry has that code.'}
      </p>
      <ErrorMessage error={lookUp.error} />
      <p className="small soft share-look-up-note">Asking is noted in the audit chain.</p>
    </form>
  )
}
