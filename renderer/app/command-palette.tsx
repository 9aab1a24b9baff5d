import { Input } from '@mantine/core'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from './dialog.tsx'
import { matchingCommands, usedNow, type Command } from './palette-search.ts'
import { keyNamesOf } from './shortcut-table.ts'
import { useCaseCommands, useCommands } from './use-commands.ts'
import './command-palette.css'

/** Ids of what was used, the newest first. Kept while the program runs: nothing of a registry is left behind. */
let lately: readonly string[] = []

/** Everything that can be done from here, found by typing: arrows move, Enter does it, Escape leaves. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const commands = matchingCommands(useCommands(), typed, lately)
  const cases = useCaseCommands(typed)
  // A code is typed for its case.
  const isCode = cases.some(({ label }) => label.toLowerCase().startsWith(typed.trim().toLowerCase()))
  const shown = isCode ? [...cases, ...commands] : [...commands, ...cases]
  const current = Math.min(at, shown.length - 1)
  const list = useRef<HTMLUListElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current, typed])

  const run = (command: Command | undefined) => {
    if (!command) return
    // A case is looked up anew: its id in the list would only crowd out the commands.
    if (!command.id.startsWith('case-')) lately = usedNow(lately, command.id)
    onClose()
    // When the palette is gone and the keyboard back where it was: the command may put it somewhere else.
    setTimeout(command.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1
    const to: Readonly<Record<string, number>> = {
      ArrowDown: current >= last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
      PageDown: Math.min(last, current + 10),
      PageUp: Math.max(0, current - 10),
    }
    const next = to[event.key]
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter') run(shown[current])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Commands" className="palette" onClose={onClose}>
      <Input
        role="combobox"
        aria-label="Command or case"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
        placeholder="Type a command, a code, or words of a case"
        autoComplete="off"
        spellCheck={false}
        ref={field}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Commands" ref={list}>
        {shown.map((command, index) => (
          // The keyboard stays in the field above, which names the marked option.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <li
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span className="palette-label">
              {command.label}
              {command.detail && <span className="soft">: {command.detail}</span>}
            </span>
            <span className="unit">{command.group}</span>
            <span className="palette-keys" aria-hidden>
              {command.keys && keyNamesOf(command.keys).map((key) => <kbd key={key}>{key}</kbd>)}
            </span>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="palette-none soft" role="status">
          No command and no case has these words.
        </p>
      )}
    </Dialog>
  )
}
