import ChevronIcon from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useEffect, useId, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import { keyNames, type ShortcutId } from '#renderer/app/shortcut-table.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'

interface ChartMenuProps {
  /** What the button says: what is chosen, where something is. */
  readonly label: string
  /** What the menu is for. */
  readonly title: string
  readonly shortcut: ShortcutId
  /** Something else than usual is chosen. */
  readonly isOn?: boolean
  readonly children: ReactNode
}

const focusable = 'input, button'

/** A button of the toolbar with what can be chosen under it. Arrows move in it, Escape closes it. */
export function ChartMenu({ label, title, shortcut, isOn = false, children }: ChartMenuProps) {
  const id = useId()
  const anchor = `--${shortcut}`
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  useShortcut(shortcut, () => button.current?.click())
  useEffect(() => {
    const node = menu.current
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'open') return
      const first = node?.querySelector<HTMLElement>('input:checked') ?? node?.querySelector<HTMLElement>(focusable)
      first?.focus()
    }
    node?.addEventListener('toggle', onToggle)
    return () => node?.removeEventListener('toggle', onToggle)
  }, [])
  return (
    <>
      <button
        ref={button}
        type="button"
        className="quiet-button one-chart-menu-button"
        popoverTarget={id}
        aria-haspopup="dialog"
        title={`${title} (${keyNames(shortcut).join(' ')})`}
        data-on={isOn || undefined}
        style={{ anchorName: anchor } as CSSProperties}
      >
        <span>{label}</span>
        <ChevronIcon size={12} stroke={1.75} aria-hidden />
      </button>
      <div
        ref={menu}
        id={id}
        className="menu-below one-chart-menu"
        popover="auto"
        role="dialog"
        aria-label={title}
        style={{ positionAnchor: anchor } as CSSProperties}
        onKeyDown={moveByArrows}
      >
        {children}
      </div>
    </>
  )
}

/** Radios move by themselves; everything else takes the arrows from here. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || (event.target as HTMLInputElement).type === 'radio') return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)]
  const at = all.indexOf(document.activeElement as HTMLElement) + step
  event.preventDefault()
  all[Math.min(all.length - 1, Math.max(0, at))]?.focus()
}
