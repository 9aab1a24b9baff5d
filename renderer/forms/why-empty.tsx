import { Menu } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { missingReasons, type MissingReason } from '#shared/dictionary/record.ts'

interface WhyEmptyProps {
  readonly label: string
  readonly reason: MissingReason | undefined
  readonly opened: boolean
  readonly onOpen: (opened: boolean) => void
  readonly onChoose: (reason: MissingReason | undefined) => void
}

/** Says why a field is empty. Opened from within the field with F2, so that it costs no stop of the Tab key; a digit chooses. */
export function WhyEmpty({ label, reason, opened, onOpen, onChoose }: WhyEmptyProps) {
  const chosen = missingReasons.find(({ code }) => code === reason)
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys in the menu are the menu's: Escape closes it, not the form around the field.
    event.stopPropagation()
    if (event.key === 'Escape') return onOpen(false)
    const digit = missingReasons[Number(event.key) - 1]
    if (!digit || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onOpen(false)
    onChoose(digit.code)
  }
  return (
    <Menu
      opened={opened}
      onChange={onOpen}
      position="bottom-end"
      returnFocus={false}
      // It would be gone before it could keep the key from the form.
      closeOnEscape={false}
      // Not on keys: the one that opened it would close it again.
      clickOutsideEvents={['mousedown', 'touchstart']}
      withInitialFocusPlaceholder={false}
      shadow="sm"
      width={176}
    >
      <Menu.Target>
        <button
          type="button"
          className="why-empty"
          tabIndex={-1}
          data-set={chosen ? true : undefined}
          aria-label={chosen ? `${chosen.label}: ${label}` : `Why empty? ${label}`}
          aria-keyshortcuts="F2"
        >
          {chosen?.label ?? 'Why empty?'}
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={`Why is ${label} empty?`} onKeyDown={onKeyDown}>
        {missingReasons.map(({ code, label: words }, index) => (
          <Menu.Item
            key={code}
            onClick={() => onChoose(code)}
            data-autofocus={(chosen ? code === reason : index === 0) || undefined}
          >
            <span className="digit why-digit" aria-hidden>
              {index + 1}
            </span>
            {words}
          </Menu.Item>
        ))}
        {chosen && <Menu.Item onClick={() => onChoose(undefined)}>No reason given</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
