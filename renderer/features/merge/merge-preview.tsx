import { Button, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { formOf, repeatingForms } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { doubleRecords } from '#shared/domain/duplicates/double-records.ts'
import { speaksAgainst } from '#shared/domain/duplicates/speaks-against.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { chosenOf, likelyChoices, type Choices, type Side } from './choices.ts'
import { DifferenceTable } from './difference-table.tsx'
import { DoubleTable } from './double-table.tsx'
import { parentsKept } from './parents-kept.ts'

interface WholeCase {
  readonly record: CaseRecord
  readonly identity: AnyRecord | undefined
}

interface MergePreviewProps {
  readonly kept: WholeCase
  readonly other: WholeCase
  readonly onSwap: () => void
}

const baselineForm = formOf('case')
const identityForm = formOf('identity')
const nameOf = ({ record }: WholeCase) => record.case.code ?? ''
const personOf = ({ record }: WholeCase) => ({ sex: record.case.sex, birthDate: record.case.birth_date })
const asRecord = ({ record }: WholeCase) => record.case as unknown as AnyRecord

/** Everything that a merge will do, before it does it. */
export function MergePreview({ kept, other, onSwap }: MergePreviewProps) {
  const [code, otherCode] = [nameOf(kept), nameOf(other)]
  const baselines = { kept: asRecord(kept), other: asRecord(other) }
  const identities = { kept: kept.identity, other: other.identity }
  const [baseline, setBaseline] = useState<Choices>(() => likelyChoices(baselineForm, baselines))
  const [identity, setIdentity] = useState<Choices>(() => likelyChoices(identityForm, identities))
  const doubles = useMemo(() => doubleRecords(kept.record, other.record), [kept.record, other.record])
  const [keptDoubles, setKeptDoubles] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const leave = parentsKept(doubles, other.record, keptDoubles)
  const merge = useCommand('cases.merge')
  // Whoever came here by a link goes on from the title.
  const focused = useCallback((title: HTMLElement | null) => title?.focus(), [])
  const navigate = useNavigate()
  const moving = countsOf(other.record)
  const against = speaksAgainst(personOf(kept), personOf(other))
  const run = () =>
    merge.mutate(
      {
        kept: { id: kept.record.case.id, version: kept.record.case.version },
        other: { id: other.record.case.id, version: other.record.case.version },
        baseline: chosenOf(baselineForm, baselines, baseline),
        ...((kept.identity || other.identity) && { identity: chosenOf(identityForm, identities, identity) }),
        leave: leave.map((double) => ({ ...double })),
        ...(reason.trim() && { reason: reason.trim() }),
      },
      {
        onSuccess: () => {
          notify(`${otherCode} is merged into ${code}. Ctrl Z takes it back; the baseline can take it apart later.`)
          void navigate({
            to: '/cases/$caseId/$tab',
            params: { caseId: kept.record.case.id, tab: 'record' },
            search: () => ({ form: 'case' }) as never,
          })
        },
      },
    )
  const choose = (set: typeof setBaseline) => (item: string, side: Side) => set((known) => ({ ...known, [item]: side }))
  return (
    <>
      <header className="merge-header">
        <h1 ref={focused} tabIndex={-1}>
          Merge {otherCode} into {code}
        </h1>
        <Button size="compact-sm" variant="default" onClick={onSwap}>
          Keep {otherCode} instead
        </Button>
      </header>
      <p className="soft merge-about">
        {code} stays, with everything of both. {otherCode} is voided, and is found under its code as part of {code}.
        Nothing is deleted, and the two can be taken apart again.
      </p>
      {against.length > 0 && (
        <p role="note" className="merge-against">
          <span aria-hidden>◆</span> They differ in {against.join(' and ')}. Make sure that they are one patient.
        </p>
      )}
      <section className="page-section">
        <h2>Where the two differ</h2>
        <DifferenceTable
          codes={{ kept: code, other: otherCode }}
          parts={[
            { form: identityForm, pair: identities, choices: identity, onChoose: choose(setIdentity) },
            { form: baselineForm, pair: baselines, choices: baseline, onChoose: choose(setBaseline) },
          ]}
        />
      </section>
      <section className="page-section">
        <h2>Records that move to {code}</h2>
        {moving.length > 0 ? (
          <ul className="merge-counts">
            {moving.map(([form, count]) => (
              <li key={form.id}>
                <b>{count}</b> {count === 1 ? midSentence(form.label) : midSentence(form.plural)}
              </li>
            ))}
          </ul>
        ) : (
          <p className="soft">{otherCode} holds no records besides its baseline.</p>
        )}
      </section>
      {doubles.length > 0 && (
        <section className="page-section">
          <h2>Likely double records</h2>
          <p className="soft">
            The same form, date and values stand in both cases. What is marked is left out: voided, and only the one of{' '}
            {code} counts.
          </p>
          <DoubleTable
            doubles={doubles}
            record={other.record}
            left={new Set(leave.map(({ id }) => id))}
            onToggle={(id, isLeft) =>
              setKeptDoubles((known) => new Set(isLeft ? [...known].filter((each) => each !== id) : [...known, id]))
            }
          />
        </section>
      )}
      <section className="page-section merge-decide">
        <TextInput
          label="Why they are one patient (kept in the history)"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorMessage error={merge.error} />
        <div className="merge-buttons">
          <Button onClick={run} loading={merge.isPending}>
            Merge {otherCode} into {code}
          </Button>
          <Link to="/cases/$caseId/$tab" params={{ caseId: kept.record.case.id, tab: 'record' }}>
            Leave them as they are
          </Link>
        </div>
      </section>
    </>
  )
}

function countsOf({ records }: CaseRecord) {
  const lists = records as unknown as Readonly<Record<string, readonly unknown[]>>
  return repeatingForms.map((form) => [form, lists[form.id]?.length ?? 0] as const).filter(([, count]) => count > 0)
}
