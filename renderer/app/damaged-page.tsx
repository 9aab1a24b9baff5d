import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useQueryOf } from '../ipc/use-contract.ts'
import { useDamage } from './damage.ts'
import { KnownBackups } from './restore/known-backups.tsx'
import type { FoundDamage } from './damage.ts'
import { SalvagePanel } from './salvage-panel.tsx'
import { useCloseRegistry } from './use-close-registry.ts'
import './damaged-page.css'

/** Says that the file is damaged and what to do. Nothing here can make it worse: no repair, no deletion. */
export function DamagedPage({ message, folder: ofFound, onReadOn }: FoundDamage & { readonly onReadOn: () => void }) {
  const status = useQueryOf('registry.status', {}).data
  const { clear } = useDamage()
  const closeRegistry = useCloseRegistry()
  const navigate = useNavigate()
  const isOpen = status?.state === 'open'
  const folder = ofFound ?? status?.folder
  const leave = async (next?: string): Promise<void> => {
    if (isOpen) await closeRegistry()
    await navigate({ to: '/open', ...(next !== undefined && { search: { folder: next } }) })
    clear()
  }
  return (
    <div className="page damaged">
      <title>Damaged file – AS-ILD Registry</title>
      <h1>This registry file is damaged</h1>
      <p>The file is kept unchanged: nothing more is written to it, and nothing is deleted.</p>
      <ol>
        <li>Write down the exact message below: whoever helps you will ask for it.</li>
        <li>Copy the whole registry folder to another disk, and leave the copy alone as well.</li>
        <li>Restore the newest good backup. The damaged registry is kept beside it, never deleted.</li>
      </ol>
      {folder && (
        <p>
          Registry folder: <span className="damaged-words">{folder}</span>
        </p>
      )}
      <p>
        Message: <span className="damaged-words">{message}</span>
      </p>
      <div className="damaged-buttons">
        {isOpen && <Button onClick={onReadOn}>Look at what can be read</Button>}
        <Button variant="default" onClick={() => void leave()}>
          Open another registry
        </Button>
      </div>
      {folder && <KnownBackups folder={folder} />}
      {folder && <SalvagePanel folder={folder} onOpen={(next) => void leave(next)} />}
    </div>
  )
}
