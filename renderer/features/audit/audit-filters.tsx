import { Input, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { auditGroupIds, auditGroups } from '#shared/domain/audit-kinds.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import type { AuditAddress } from './audit-address.ts'
import { DayInput } from './day-input.tsx'

interface AuditFiltersProps {
  readonly address: AuditAddress
  readonly onChange: (address: AuditAddress) => void
}

/** Which entries: of a case, by somebody, of a kind, in a span of days. */
export function AuditFilters({ address, onChange }: AuditFiltersProps) {
  const users = useQueryOf('audit.chain', {}).data?.users ?? []
  const names = [...new Set([...users, ...(address.by === undefined ? [] : [address.by])])]
  const change = (part: Partial<Record<keyof AuditAddress, string>>) => {
    const next = Object.entries({ ...address, ...part }).filter(([, value]) => value !== '')
    onChange(Object.fromEntries(next) as AuditAddress)
  }
  return (
    <div className="audit-filters" role="group" aria-label="Which entries">
      <CaseCode key={address.case} code={address.case ?? ''} onChange={(code) => change({ case: code })} />
      <NativeSelect
        aria-label="Kind"
        value={address.kind ?? ''}
        onChange={({ currentTarget: { value } }) => change({ kind: value })}
        data={[
          { value: '', label: 'Everything' },
          ...auditGroupIds.map((id) => ({ value: id, label: auditGroups[id].label })),
        ]}
      />
      <NativeSelect
        aria-label="By whom"
        value={address.by ?? ''}
        onChange={({ currentTarget: { value } }) => change({ by: value })}
        data={[{ value: '', label: 'By anybody' }, ...names]}
      />
      <DayInput label="From" edge="first" value={address.from} onChange={(from) => change({ from })} />
      <DayInput label="to" edge="last" value={address.to} onChange={(to) => change({ to })} />
    </div>
  )
}

/** Looked for once it was typed: half a code is no case. */
function CaseCode({ code, onChange }: { readonly code: string; readonly onChange: (code: string) => void }) {
  const [typed, setTyped] = useState(code)
  useEffect(() => setTyped(code), [code])
  const commit = () => typed.trim() !== code && onChange(typed.trim())
  return (
    <Input
      className="audit-case"
      aria-label="Case code"
      placeholder="Case code"
      value={typed}
      maxLength={40}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') onChange('')
      }}
    />
  )
}
