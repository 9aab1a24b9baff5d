import { useState } from 'react'
import { agreementMethods } from '#shared/domain/imaging/agreement-methods.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import '#renderer/app/later-styles.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { AgreementTable, type BehindAgreement } from './agreement-table.tsx'
import { ReaderChoice } from './reader-choice.tsx'
import { StudiesBehind } from './studies-behind.tsx'
import './agreement.css'

/** How far two readers of the same CTs agree, over all cases. */
export function AgreementPage() {
  const readers = useQueryOf('ctReadings.readers', {})
  const known = readers.data?.readers ?? []
  const [chosen, setChosen] = useState<{ readonly first?: string; readonly second?: string }>({})
  const [onlyBlinded, setOnlyBlinded] = useState(false)
  const [behind, setBehind] = useState<BehindAgreement>()
  const [most, next] = known.toSorted((a, b) => b.studies - a.studies)
  const isKnown = (key: string | undefined) => known.some((reader) => reader.key === key)
  const first = isKnown(chosen.first) ? chosen.first : most?.key
  const second = isKnown(chosen.second) ? chosen.second : next?.key
  const isAskable = first !== undefined && second !== undefined && first !== second
  const agreement = useQueryOf(
    'ctReadings.agreement',
    { first: first ?? '', second: second ?? '', onlyBlinded },
    { enabled: isAskable, staleTime: 0 },
  )
  const answer = isAskable ? agreement.data : undefined
  const choose = (choice: { readonly first?: string; readonly second?: string }): void => {
    setBehind(undefined)
    setChosen({ ...(first !== undefined && { first }), ...(second !== undefined && { second }), ...choice })
  }
  return (
    <div className="agreement">
      <title>Agreement of CT readers – AS-ILD Registry</title>
      <h1>Agreement of CT readers</h1>
      <ErrorMessage error={readers.error} onRetry={() => void readers.refetch()} />
      {readers.isPending && <BusyBar label="Looking up the readers" />}
      {readers.data && known.length < 2 && (
        <p>
          {known.length === 0 ? 'No CT has been read yet.' : `So far only ${known[0]!.name} has read CTs.`} Agreement is
          told once two people have read the same study: on the Imaging tab of a case.
        </p>
      )}
      {first !== undefined && second !== undefined && (
        <>
          <form className="agreement-choice" onSubmit={(event) => event.preventDefault()}>
            <ReaderChoice
              label="First reader"
              readers={known}
              value={first}
              onChange={(key) => choose({ first: key })}
            />
            <ReaderChoice
              label="Second reader"
              readers={known}
              value={second}
              onChange={(key) => choose({ second: key })}
            />
            <label>
              <input
                type="checkbox"
                checked={onlyBlinded}
                onChange={({ currentTarget }) => {
                  setBehind(undefined)
                  setOnlyBlinded(currentTarget.checked)
                }}
              />{' '}
              Only where both read blinded
            </label>
          </form>
          {first === second && <p>Choose another reader on one side: agreement is between two.</p>}
          <ErrorMessage error={isAskable ? agreement.error : null} onRetry={() => void agreement.refetch()} />
          {answer && (
            <div className="agreement-result">
              <div>
                <p>
                  {studiesWords(answer.studies.length)} read by both.
                  {answer.notBlinded > 0 &&
                    ` ${onlyBlinded ? `${studiesWords(answer.notBlinded)} left out, because not both read blinded` : `${answer.notBlinded === answer.studies.length ? 'None of them was' : answer.notBlinded === 1 ? '1 of them was not' : `${answer.notBlinded} of them were not`} read blinded by both`}.`}
                  {answer.repeated > 0 &&
                    ` Of ${answer.repeated} repeated ${answer.repeated === 1 ? 'reading' : 'readings'} the first one counts.`}
                </p>
                <AgreementTable answer={answer} onList={setBehind} />
                <section aria-label="Methods" className="agreement-methods">
                  <h2>Methods</h2>
                  {Object.values(agreementMethods).map(({ name, words, citation }) => (
                    <p key={name}>
                      <b>{name}.</b> {words} <span className="soft">{citation}</span>
                    </p>
                  ))}
                  <p>
                    Intervals are of 95 %. Studies that one of the two did not rate in an item are left out of that item
                    and counted. “Unknown” is no rating.
                  </p>
                </section>
              </div>
              {behind && <StudiesBehind key={behind.title} behind={behind} onClose={() => setBehind(undefined)} />}
            </div>
          )}
        </>
      )}
    </div>
  )
}

const studiesWords = (count: number): string => (count === 1 ? '1 study was' : `${count} studies were`)
