import { Button } from '@mantine/core'
import { Dialog } from './dialog.tsx'
import { keyNames, shortcutTable } from './shortcut-table.ts'
import { useShortcutList } from './shortcuts.tsx'
import './shortcuts-dialog.css'

/** The keys that work on the screen behind. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const shortcuts = useShortcutList()()
  return (
    <Dialog title="Shortcuts on this screen" onClose={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(({ id }) => (
          <div key={id}>
            <dt>
              {keyNames(id).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{shortcutTable[id].label}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={onClose} autoFocus>
        Close
      </Button>
    </Dialog>
  )
}
