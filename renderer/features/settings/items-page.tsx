import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { SiteItem } from '#shared/dictionary/site-items.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/app/later-styles.ts'
import '#renderer/forms/record-form.css'
import { ItemEditor } from './item-editor.tsx'
import { ItemFacts } from './item-facts.tsx'
import { ItemList } from './item-list.tsx'
import './items-page.css'

/** What is open beside the list: an item to read, or to change, or a new one. */
type Open = { readonly what: 'facts' | 'edit'; readonly id: string } | { readonly what: 'new' }

/** Items and laboratory measures that this registry asks besides the built-in ones. */
export function ItemsPage() {
  const { data, error, isPending, refetch } = useQueryOf('dictionary.siteItems', {})
  const items = data?.items ?? []
  const mayChange = useRights().may('administer')
  const { open: toOpen } = useSearch({ strict: false }) as { readonly open?: string }
  const [open, setOpen] = useState<Open | undefined>(
    toOpen === undefined ? undefined : toOpen === 'new' ? { what: 'new' } : { what: 'edit', id: toOpen },
  )
  const [focusRequest, setFocusRequest] = useState(0)
  const list = useRef<HTMLElement>(null)
  const current = open && open.what !== 'new' ? items.find(({ id }) => id === open.id) : undefined
  const addButton = useRef<HTMLButtonElement>(null)
  const isTyping = open?.what === 'new' || (open?.what === 'edit' && current !== undefined)

  const answered = useRef(0)
  useEffect(() => {
    // One that was saved just now is on its way into the list.
    const isOnItsWay = open !== undefined && open.what !== 'new' && current === undefined
    if (focusRequest === answered.current || isOnItsWay) return
    answered.current = focusRequest
    const target = list.current?.querySelector<HTMLElement>('[aria-current="true"]') ?? addButton.current
    target?.focus()
  }, [focusRequest, open, current])

  const add = () => setOpen({ what: 'new' })
  const edit = (item: SiteItem) => setOpen({ what: mayChange ? 'edit' : 'facts', id: item.id })
  const close = (id?: string) => {
    setOpen(id === undefined ? undefined : { what: 'facts', id })
    setFocusRequest((count) => count + 1)
  }
  useShortcut('items-add', () => !isTyping && mayChange && add())
  useShortcutNote('items-move')
  useShortcutNote('items-change')
  return (
    <div className="items-page">
      <title>Items and measures – AS-ILD Registry</title>
      {isPending && <BusyBar />}
      <header className="items-bar">
        <h1>Items and measures</h1>
        <Button size="compact-sm" ref={addButton} onClick={add} disabled={isTyping || !mayChange}>
          Add <kbd aria-hidden>A</kbd>
        </Button>
        {mayChange ? (
          <p className="soft">Asked in this registry besides the built-in ones</p>
        ) : (
          <NoRight right="administer" />
        )}
      </header>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      <div className="items-columns" data-empty={items.length === 0 || undefined}>
        <ItemList
          ref={list}
          items={items}
          current={current?.id}
          onSelect={(item) => !isTyping && setOpen({ what: 'facts', id: item.id })}
          onEdit={edit}
        />
        <div className="items-main">
          {isTyping ? (
            <ItemEditor key={current?.id ?? 'new'} item={current} onSaved={close} onCancel={() => close(current?.id)} />
          ) : current ? (
            <ItemFacts key={current.id} item={current} onEdit={mayChange ? () => edit(current) : undefined} />
          ) : (
            data && <About isEmpty={items.length === 0} onAdd={mayChange ? add : undefined} />
          )}
        </div>
      </div>
    </div>
  )
}

function About({ isEmpty, onAdd }: { readonly isEmpty: boolean; readonly onAdd: (() => void) | undefined }) {
  return (
    <div className="items-about">
      <p>
        {isEmpty && <b>This registry asks what every registry asks. </b>}
        Add what your clinic follows besides: an <b>item</b> is a field of a form, such as grip strength at a visit; a{' '}
        <b>measure</b> is a test of the laboratory catalog, such as IL-6.
      </p>
      <p className="soft">
        It then stands in the form, in tables, in the history and, where it is a number and you wish so, on the chart.
        What is no longer wanted is retired: it is not asked any more, and every value stays.
      </p>
      {isEmpty && onAdd && (
        <Button variant="default" onClick={onAdd}>
          Add the first one
        </Button>
      )}
    </div>
  )
}
