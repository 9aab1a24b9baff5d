/** Everything that can be done from where one is, for the command palette. */
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { repeatingForms } from '#shared/dictionary/forms.ts'
import { labelOf, midSentence } from '#shared/domain/label-of.ts'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import { useCommand, useQueryOf } from '../ipc/use-contract.ts'
import type { Command } from './palette-search.ts'
import { useRights } from './use-rights.ts'
import { screens } from './screens.ts'
import { shortcutTable, type ShortcutEntry } from './shortcut-table.ts'
import { useShortcutList } from './shortcuts.tsx'
import { useCloseRegistry } from './use-close-registry.ts'
import { useUndo } from './use-undo.ts'

/** Said here in other words, or of no use here. */
const leftOut: ReadonlySet<string> = new Set(['palette', 'undo', 'redo'])

/** What the keys do that work on the screen behind. */
function useKeyCommands(): readonly Command[] {
  const list = useShortcutList()
  // As they were when the palette opened.
  const [active] = useState(list)
  return useMemo(
    () =>
      active.flatMap(({ id, run }): readonly Command[] => {
        const { label, where, keys }: ShortcutEntry = shortcutTable[id]
        return run && !leftOut.has(id) ? [{ id, label, group: where, keys, run }] : []
      }),
    [active],
  )
}

function useUndoCommands(isOpen: boolean): readonly Command[] {
  const { undo, redo } = useQueryOf('changes.undoable', {}, { enabled: isOpen, staleTime: 0 }).data ?? {}
  const { undo: takeBack, redo: again } = useUndo()
  const group = 'Everywhere'
  return [
    ...(undo
      ? [{ id: 'undo', label: 'Undo', detail: undo.label, group, keys: shortcutTable.undo.keys, run: takeBack }]
      : []),
    ...(redo
      ? [{ id: 'redo', label: 'Redo', detail: redo.label, group, keys: shortcutTable.redo.keys, run: again }]
      : []),
  ]
}

const themes = [
  { theme: 'light', label: 'Light theme' },
  { theme: 'dark', label: 'Dark theme' },
  { theme: 'system', label: 'Theme as the system has it' },
] as const

/** All commands but those that are looked up, each label once: what the keys of this screen do comes first. */
export function useCommands(): readonly Command[] {
  const navigate = useNavigate()
  const { caseId } = useParams({ strict: false })
  const isOpen = useQueryOf('registry.status', {}).data?.state === 'open'
  const { may, canWrite } = useRights()
  const saveSettings = useCommand('shell.saveSettings')
  const closeRegistry = useCloseRegistry()
  const ofKeys = useKeyCommands()
  const ofUndo = useUndoCommands(isOpen)

  const goTo = screens
    .filter((screen) => !('right' in screen) || may(screen.right))
    .filter((screen) => !('when' in screen) || screen.when === (isOpen ? 'open' : 'closed'))
    .map(({ to, label }): Command => ({ id: to, label, group: 'Go to', run: () => void navigate({ to }) }))
  const inCase =
    caseId && canWrite
      ? repeatingForms.map(({ id, label }): Command => {
          const search = () => ({ form: id, open: 'new' }) as never
          const run = () => void navigate({ to: '/cases/$caseId/$tab', params: { caseId, tab: 'record' }, search })
          return { id: `add-${id}`, label: `Add ${midSentence(label)}`, group: 'This case', run }
        })
      : []
  const newCase = { id: 'new-case', label: 'New case', group: 'Cases', run: () => void navigate({ to: '/cases/new' }) }
  const ofRegistry: readonly Command[] = isOpen
    ? [
        ...(canWrite ? [newCase] : []),
        { id: 'close', label: 'Close the registry', group: 'Registry', run: () => void closeRegistry() },
      ]
    : []
  const ofTheme = themes.map(({ theme, label }): Command => ({
    id: `theme-${theme}`,
    label,
    group: 'Settings',
    run: () => saveSettings.mutate({ theme }),
  }))
  const all = [...ofUndo, ...ofKeys, ...goTo, ...inCase, ...ofRegistry, ...ofTheme]
  return all.filter(({ label }, index) => all.findIndex((other) => other.label === label) === index)
}

/** As much of a case as tells it from others without saying who it is. */
function caseWords({ code, sex, antibodies }: CaseRow): string {
  const facts = [
    sex && labelOf('case', 'sex', sex),
    ...antibodies.map((antibody) => labelOf('antibody', 'specificity', antibody)),
  ]
  return [code, facts.filter(Boolean).join(', ')].filter(Boolean).join('  ')
}

const mostCases = 8

/** Cases that the words lead to; names lead there as well, but are not shown. */
export function useCaseCommands(typed: string): readonly Command[] {
  const navigate = useNavigate()
  const search = typed.trim()
  const isOpen = useQueryOf('registry.status', {}).data?.state === 'open'
  const found = useQueryOf(
    'cases.find',
    { search: search.slice(0, 200), offset: 0, limit: mostCases },
    { enabled: isOpen && search !== '', placeholderData: keepPreviousData },
  ).data
  if (search === '' || !isOpen) return []
  return (found?.rows ?? []).map((row) => ({
    id: `case-${row.id}`,
    label: caseWords(row),
    group: 'Case',
    run: () => void navigate({ to: '/cases/$caseId', params: { caseId: row.id } }),
  }))
}
