import { Button, Input } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import type { SimilarCase } from '#shared/ipc/areas/duplicates.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { comparedOf, saysWho, type SomebodyElse } from './similar-cases.ts'
import './similar-panel.css'

interface SimilarPanelProps {
  readonly search: string
  readonly answers: SomebodyElse
  readonly onAnswer: (caseId: string, why: string) => void
  readonly onOpen: (caseId: string) => void
}

const pauseMs = 300
const compared = ['family_name', 'given_names', 'record_number', 'birth_date', 'sex']

/** Says while a patient is being typed who may be that patient already. */
export function SimilarPanel({ search, answers, onAnswer, onOpen }: SimilarPanelProps) {
  const { control, today, keepAsDraft } = useRecordForm()
  const typed = useWatch({ control, name: compared }).map((field) => field?.text ?? '')
  const [paused] = useDebouncedValue(typed.join('\n'), pauseMs)
  const [family_name = '', given_names = '', record_number = '', birth = '', sex = ''] = paused.split('\n')
  const read = parseClinicalDate(birth, today)
  const birth_date = 'problem' in read ? null : read.date
  const input = comparedOf(search, { family_name, given_names, record_number, birth_date, sex })
  const { data } = useQueryOf('cases.findSimilar', input, {
    enabled: saysWho(input),
    gcTime: 0,
    placeholderData: (last) => last,
  })
  const cases = (saysWho(input) && data?.cases) || []
  const [asked, setAsked] = useState<string>()
  const open = async ({ caseId }: SimilarCase) => {
    await keepAsDraft()
    onOpen(caseId)
  }
  const first = cases.find(({ caseId }) => answers[caseId] === undefined)
  useShortcut('similar-open', () => first && void open(first))
  useShortcut('similar-other', () => first && setAsked(first.caseId))
  return (
    <div className="similar-panel" role="status" aria-label="Cases that may be this patient">
      {cases.map((each) => {
        const why = answers[each.caseId]
        return (
          <div
            key={each.caseId}
            className="similar-case"
            data-strong={(each.isStrong && why === undefined) || undefined}
          >
            <p>
              {why === undefined ? (
                <>
                  <b>{each.code}</b> {each.isStrong ? 'is very likely' : 'may be'} this patient:{' '}
                  {each.reasons.join('; ')}.
                </>
              ) : (
                <>
                  <b>{each.code}</b> is somebody else{why && `: ${why}`}.
                </>
              )}
            </p>
            {asked === each.caseId && why === undefined ? (
              <WhyOther
                code={each.code}
                onAnswer={(text) => {
                  onAnswer(each.caseId, text)
                  setAsked(undefined)
                }}
                onCancel={() => setAsked(undefined)}
              />
            ) : (
              <div className="similar-actions">
                <Button size="compact-sm" variant="default" onClick={() => void open(each)}>
                  Open the existing one {each === first && <kbd aria-hidden>F7</kbd>}
                </Button>
                {why === undefined && (
                  <Button size="compact-sm" variant="default" onClick={() => setAsked(each.caseId)}>
                    It is somebody else {each === first && <kbd aria-hidden>F8</kbd>}
                  </Button>
                )}
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

interface WhyOtherProps {
  readonly code: string
  readonly onAnswer: (why: string) => void
  readonly onCancel: () => void
}

/** How one knows that it is somebody else: kept in the history of the new case. */
function WhyOther({ code, onAnswer, onCancel }: WhyOtherProps) {
  useRestoredFocus()
  const [why, setWhy] = useState('')
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  useEffect(() => input?.focus(), [input])
  return (
    <div className="similar-actions">
      <Input
        ref={setInput}
        className="similar-why"
        aria-label={`Why it is not ${code}`}
        placeholder="Why? For example: twin brother, another address"
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Enter') onAnswer(why.trim())
          else onCancel()
        }}
      />
      <Button size="compact-sm" onClick={() => onAnswer(why.trim())}>
        Keep this answer <kbd aria-hidden>Enter</kbd>
      </Button>
    </div>
  )
}
