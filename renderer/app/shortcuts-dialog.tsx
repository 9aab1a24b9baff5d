import { Button } from '@mantine/core'
import { Dialog } from './dialog.tsx'
import { useShortcutList } from './shortcuts.tsx'
import './shortcuts-dialog.css'

/** The keys that work on the screen behind. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const shortcuts = useShortcutList()()
  return (
    <Dialog title="Shortcuts on this screen" onClose={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {keys.split(/[+ ]/).map((key) => (
                <kbd key={key}>{key === 'mod' ? 'Ctrl' : key.length === 1 ? key.toUpperCase() : key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={onClose} autoFocus>
        Close
      </Button>
    </Dialog>
  )
}
