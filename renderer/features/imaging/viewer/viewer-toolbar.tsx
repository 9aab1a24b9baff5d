import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { windowPresets } from '#shared/domain/imaging/gray-window.ts'
import type { GrayWindow, PresetName } from '#shared/domain/imaging/gray-window.ts'
import type { ToolName, ViewerAction } from './viewer-actions.ts'

interface ViewerToolbarProps {
  readonly isCt: boolean
  readonly window: GrayWindow | undefined
  readonly tool: ToolName
  readonly hasCrosshair: boolean
  readonly showsKeys: boolean
  readonly canCrop?: boolean
  readonly onAct: (action: ViewerAction) => void
  /** What only this viewer has. */
  readonly children?: ReactNode
}

interface ToggleProps {
  readonly isOn: boolean
  readonly keys: string
  readonly onClick: () => void
  readonly why?: string | undefined
  readonly children: ReactNode
}

/** A button that stays pressed; where it can't be, it says why. */
export function Toggle({ isOn, keys, onClick, why, children }: ToggleProps) {
  return (
    <Button
      variant={isOn ? 'light' : 'default'}
      size="compact-sm"
      aria-pressed={isOn}
      aria-keyshortcuts={keys}
      disabled={why !== undefined}
      title={why ?? `Key ${keys}`}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

const presets: readonly { readonly name: PresetName; readonly words: string; readonly keys: string }[] = [
  { name: 'lung', words: 'Lung', keys: '1' },
  { name: 'mediastinum', words: 'Mediastinum', keys: '2' },
  { name: 'full', words: 'All values', keys: '3' },
]

const tools: readonly { readonly tool: ToolName; readonly words: string; readonly keys: string }[] = [
  { tool: 'window', words: 'Window', keys: 'W' },
  { tool: 'pan', words: 'Move', keys: 'P' },
  { tool: 'zoom', words: 'Zoom', keys: 'Z' },
  { tool: 'measure', words: 'Measure', keys: 'M' },
]

const isPreset = (window: GrayWindow | undefined, name: PresetName): boolean =>
  name !== 'full' && window?.width === windowPresets[name].width && window.center === windowPresets[name].center

export function ViewerToolbar(props: ViewerToolbarProps) {
  const { isCt, window, tool, hasCrosshair, showsKeys, canCrop = false, onAct, children } = props
  const pointer = canCrop ? [...tools, { tool: 'crop', words: 'Crop', keys: 'R' } as const] : tools
  return (
    <div className="ct-toolbar" role="toolbar" aria-label="Viewer">
      {children}
      <div className="ct-group" role="group" aria-label="Window">
        {presets
          .filter(({ name }) => isCt || name === 'full')
          .map(({ name, words, keys }) => (
            <Toggle key={name} isOn={isPreset(window, name)} keys={keys} onClick={() => onAct({ do: 'preset', name })}>
              {words}
            </Toggle>
          ))}
      </div>
      <div className="ct-group" role="group" aria-label="What the pointer does">
        {pointer.map(({ tool: name, words, keys }) => (
          <Toggle key={name} isOn={tool === name} keys={keys} onClick={() => onAct({ do: 'tool', tool: name })}>
            {words}
          </Toggle>
        ))}
        <Toggle isOn={hasCrosshair} keys="X" onClick={() => onAct({ do: 'crosshair' })}>
          Crosshair
        </Toggle>
      </div>
      <div className="ct-group">
        <Button
          variant="default"
          size="compact-sm"
          title="Key 0"
          aria-keyshortcuts="0"
          onClick={() => onAct({ do: 'reset' })}
        >
          Reset
        </Button>
        <Toggle isOn={showsKeys} keys="?" onClick={() => onAct({ do: 'keys' })}>
          Keys
        </Toggle>
      </div>
    </div>
  )
}
