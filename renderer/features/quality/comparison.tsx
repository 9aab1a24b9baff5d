import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  compareEntries,
  keyItemsOf,
  secondEntryForm,
  type Agreement,
  type Answers,
  type ComparedItem,
} from '#shared/domain/quality/key-items.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { describeItem } from '#renderer/forms/describe-record.ts'
import { QueryDialog } from '#renderer/forms/queries/query-dialog.tsx'
import { momentOf } from '#renderer/forms/queries/query-words.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { useQualityAddress } from './quality-address.ts'

interface ComparisonProps {
  readonly caseId: string
  readonly entry: NonNullable<OutputOf<'quality.secondEntry'>['entry']>
  /** Missing for who may not enter anything. */
  readonly onAgain: (() => void) | undefined
  readonly onBack: () => void
}

const words: Readonly<Record<Agreement, string>> = {
  agree: '✓ agree',
  differ: '≠ differ',
  'only-record': 'only in the record',
  'only-second': 'only in the second entry',
  neither: '',
}

/** The record beside the second entry, item by item; what differs leads to its field or becomes a query. */
export function Comparison({ caseId, entry, onAgain, onBack }: ComparisonProps) {
  const { goToField } = useQualityAddress()
  const record = useQueryOf('cases.get', { caseId })
  const [asked, setAsked] = useState<ComparedItem>()
  const first = useRef<HTMLButtonElement>(null)
  const compared = useMemo(
    () => (record.data ? compareEntries(keyItemsOf(record.data), entry.answers) : []),
    [record.data, entry],
  )
  const isHere = record.data !== undefined
  useEffect(() => first.current?.focus(), [isHere])
  if (record.isPending) return <BusyBar />
  const given = compared.filter(({ agreement }) => agreement !== 'neither')
  const agreeing = given.filter(({ agreement }) => agreement === 'agree').length
  const firstOpen = compared.find(({ agreement }) => agreement !== 'agree' && agreement !== 'neither')
  return (
    <div className="comparison">
      <header>
        <h2>
          {record.data?.case.code}: {agreeing} of {given.length} agree
        </h2>
        <span className="soft">
          Second entry by {entry.enteredBy}, {momentOf(entry.createdAt)}
        </span>
        {onAgain && (
          <Button size="compact-sm" variant="default" onClick={onAgain} ref={firstOpen ? undefined : first}>
            Enter again
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onBack}>
          Back to the cases
        </Button>
      </header>
      <ErrorMessage error={record.error} onRetry={() => void record.refetch()} />
      <table className="comparison-table">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Record</th>
            <th scope="col">Second entry</th>
            <th scope="col">Comparison</th>
            <th scope="col">
              <span className="visually-hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {compared.map((item) => (
            <tr key={item.key} data-agreement={item.agreement}>
              <th scope="row">{item.label}</th>
              <td>
                <Answer name={item.key} answers={item.columns} />
              </td>
              <td>
                <Answer name={item.key} answers={entry.answers} />
              </td>
              <td className="double-entry-mark" data-agrees={item.agreement === 'agree'}>
                {words[item.agreement]}
              </td>
              <td>
                {item.agreement !== 'agree' && item.agreement !== 'neither' && (
                  <>
                    <Button
                      ref={item === firstOpen ? first : undefined}
                      size="compact-sm"
                      variant="default"
                      aria-label={`Go to the field: ${item.label}`}
                      onClick={() =>
                        goToField({
                          caseId,
                          form: item.form,
                          item: item.item,
                          ...(item.recordId !== undefined && { recordId: item.recordId }),
                        })
                      }
                    >
                      {item.recordId === undefined ? 'Add the record' : 'Go to the field'}
                    </Button>
                    {onAgain && item.recordId !== undefined && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Ask about it: ${item.label}`}
                        onClick={() => setAsked(item)}
                      >
                        Ask
                      </Button>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked?.recordId !== undefined && (
        <QueryDialog
          caseId={caseId}
          form={asked.form}
          recordId={asked.recordId}
          item={asked.item}
          about={asked.label}
          suggestion={`The record says ${sentence(asked.key, asked.columns)}, the second entry ${sentence(asked.key, entry.answers)}. Which is right?`}
          queries={[]}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

const described = (name: string, answers: Answers) =>
  describeItem(
    secondEntryForm,
    secondEntryForm.items.find((item) => item.name === name)!,
    answers,
  )

const sentence = (name: string, answers: Answers): string => {
  const answer = described(name, answers)
  return answer ? [answer.text, answer.unit].filter(Boolean).join(' ') : 'nothing'
}

function Answer({ name, answers }: { readonly name: string; readonly answers: Answers }) {
  const answer = described(name, answers)
  if (!answer) return <span className="soft">–</span>
  return (
    <>
      {answer.text}
      {answer.unit && <span className="unit"> {answer.unit}</span>}
    </>
  )
}
