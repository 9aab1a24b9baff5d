import { Popover } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { leastRealSource, type UsedInput } from '#shared/domain/rules/rule-finding.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

interface SourcedProps {
  readonly inputs: readonly UsedInput[]
  readonly children: ReactNode
}

/** A number that opens what it rests on: the record itself where it is one, else the list of them. */
export function Sourced({ inputs, children }: SourcedProps) {
  const [only, ...more] = inputs
  if (!only) return children
  return (
    <span className="sourced">
      {more.length === 0 ? (
        <span title={only.text}>
          <RecordLink form={only.form} recordId={only.recordId}>
            {children}
          </RecordLink>
        </span>
      ) : (
        <RecordList inputs={inputs}>{children}</RecordList>
      )}
      <IllustrativeMark inputs={inputs} />
    </span>
  )
}

/** The sign behind what rests on made-up values; the foot of the view explains it. */
export function IllustrativeMark({ inputs }: { readonly inputs: readonly UsedInput[] }) {
  if (leastRealSource(inputs) !== 'illustrative') return null
  return (
    <span className="sourced-mark">
      <span aria-hidden>*</span>
      <span className="visually-hidden"> (illustrative)</span>
    </span>
  )
}

function RecordList({ inputs, children }: SourcedProps) {
  const [opened, open] = useState(false)
  return (
    <Popover
      opened={opened}
      onChange={open}
      position="bottom-start"
      shadow="sm"
      hideDetached={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button type="button" onClick={() => open(!opened)}>
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="sourced-records" aria-label="Records that it rests on">
        <ul>
          {inputs.map(({ form, recordId, item, text }) => (
            <li key={`${recordId} ${item}`}>
              <RecordLink form={form} recordId={recordId}>
                {text}
              </RecordLink>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
