import { useState, type DragEvent, type ReactNode } from 'react'
import './file-drop.css'

interface FileDropProps {
  readonly className: string
  /** What a drop will do, as it is said while files are held over it. */
  readonly invitation: string
  readonly onDrop: (files: readonly File[]) => void
  readonly children: ReactNode
}

/** A part of the page that takes files. */
export function FileDrop({ className, invitation, onDrop, children }: FileDropProps) {
  // Entering a child leaves its parent: counted, so that the invitation stays.
  const [depth, setDepth] = useState(0)
  const ofFiles = (event: DragEvent, act: () => void) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    act()
  }
  return (
    <div
      className={className}
      onDragEnter={(event) => ofFiles(event, () => setDepth((count) => count + 1))}
      onDragOver={(event) => ofFiles(event, () => (event.dataTransfer.dropEffect = 'copy'))}
      onDragLeave={(event) => ofFiles(event, () => setDepth((count) => count - 1))}
      onDrop={(event) =>
        ofFiles(event, () => {
          setDepth(0)
          onDrop([...event.dataTransfer.files])
        })
      }
    >
      {children}
      {depth > 0 && <p className="file-drop-invitation">{invitation}</p>}
    </div>
  )
}
