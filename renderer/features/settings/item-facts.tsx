import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Range } from '#shared/dictionary/define-form.ts'
import type { SiteItem } from '#shared/dictionary/site-items.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { answerWords, placeLabel, placeOf } from './item-words.ts'

interface ItemFactsProps {
  readonly item: SiteItem
  /** Missing for who may not change what the registry asks. */
  readonly onEdit: (() => void) | undefined
}

/** An item of the site to read, and what can be done with it. */
export function ItemFacts({ item, onEdit }: ItemFactsProps) {
  const { name, retired, definition } = item
  const { label, help, section, units, hard, soft, decimals, comparator, choices, chart, leaves } = definition
  const use = useQueryOf('dictionary.siteItemUse', { id: item.id }, { staleTime: 0 })
  const restore = useCommand('dictionary.restoreSiteItem')
  const [asksToRetire, setAsksToRetire] = useState(false)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Belongs to', [placeLabel(placeOf(item)), section].filter(Boolean).join(', ')],
    ['Kind of answer', answerWords(definition)],
    ['Help', help],
    ['Possible', rangeWords(hard, units?.[0])],
    ['Usual', rangeWords(soft, units?.[0])],
    ['Digits after the point', decimals === undefined ? undefined : String(decimals)],
    ['Limits', comparator ? 'May be < or > a limit' : undefined],
    ['De-identified', leaves ? 'May leave the registry' : 'Stays in the registry'],
    ['Chart', chart ? 'Has a lane of its own' : undefined],
    ['Column', name],
    ['Records with a value', use.data && String(use.data.records)],
  ]
  return (
    <section className="item-facts" aria-label={label}>
      <header>
        <h2>{label}</h2>
        {onEdit && (
          <>
            <Button size="compact-sm" onClick={onEdit}>
              Change <kbd aria-hidden>Enter</kbd>
            </Button>
            {retired ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => restore.mutate({ id: item.id, version: item.version })}
              >
                Ask it again
              </Button>
            ) : (
              <Button size="compact-sm" variant="default" onClick={() => setAsksToRetire(true)}>
                Retire…
              </Button>
            )}
          </>
        )}
      </header>
      {retired && <p className="soft">Retired: it is not asked any more. Values that exist are kept and shown.</p>}
      <ErrorMessage error={use.error ?? restore.error} />
      <dl className="facts">
        {facts
          .filter(([, words]) => words)
          .map(([term, words]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        {choices && (
          <div>
            <dt>Answers</dt>
            <dd>
              <ol>
                {choices.map((choice) => (
                  <li key={choice.code}>
                    {choice.label} <span className="unit">{choice.code}</span>
                  </li>
                ))}
              </ol>
            </dd>
          </div>
        )}
      </dl>
      {asksToRetire && <RetireDialog item={item} onClose={() => setAsksToRetire(false)} />}
    </section>
  )
}

function rangeWords({ min, max }: Range = {}, unit: string | undefined): string | undefined {
  const suffix = unit ? ` ${unitLabel(unit)}` : ''
  if (min !== undefined && max !== undefined) return `${min} to ${max}${suffix}`
  if (min !== undefined) return `${min}${suffix} or more`
  return max === undefined ? undefined : `${max}${suffix} or less`
}

function RetireDialog({ item, onClose }: { readonly item: SiteItem; readonly onClose: () => void }) {
  useRestoredFocus()
  const [reason, setReason] = useState('')
  const retire = useCommand('dictionary.retireSiteItem')
  const submit = () =>
    retire.mutate(
      { id: item.id, version: item.version, ...(reason.trim() && { reason: reason.trim() }) },
      {
        onSuccess() {
          notify(`Retired: ${item.definition.label}`)
          onClose()
        },
      },
    )
  return (
    <Dialog title={`Retire “${item.definition.label}”?`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>It is no longer asked. Every value that exists stays and is shown, and it can be asked again at any time.</p>
        <TextInput
          mt={12}
          label="Reason, if you like"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autoFocus
        />
        <ErrorMessage error={retire.error} />
        <Group gap={8} mt={16}>
          <Button type="submit" loading={retire.isPending}>
            Retire
          </Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
