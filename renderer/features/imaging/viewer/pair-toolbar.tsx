import { Button } from '@mantine/core'
import type { ComponentProps } from 'react'
import type { StackName } from './stack.ts'
import { Toggle, ViewerToolbar } from './viewer-toolbar.tsx'

type ToolbarProps = ComponentProps<typeof ViewerToolbar>

interface PairToolbarProps extends Omit<ToolbarProps, 'children'> {
  readonly name: StackName
  /** What the images themselves are called: Axial. */
  readonly nameOfImages: string
  /** Why there are no cuts of one of the two. */
  readonly whyNoCuts: string | undefined
  readonly isLinked: boolean
  readonly whyUnlinked: string | undefined
  readonly isFlickering: boolean
  readonly hasCrop: boolean
  readonly onSideBySide: () => void
}

const cuts = [
  ['images', 'A'],
  ['coronal', 'C'],
  ['sagittal', 'S'],
] as const

/** The toolbar of two dates: their planes, their link, and what every viewer has. */
export function PairToolbar(props: PairToolbarProps) {
  const { name, nameOfImages, whyNoCuts, isLinked, whyUnlinked, isFlickering, hasCrop, onSideBySide, ...rest } = props
  const { onAct, tool } = rest
  const words = { images: nameOfImages, coronal: 'Coronal', sagittal: 'Sagittal' } as const
  return (
    <ViewerToolbar {...rest}>
      <div className="ct-group" role="group" aria-label="Cut">
        {cuts.map(([one, keys]) => (
          <Toggle
            key={one}
            isOn={one === name}
            keys={keys}
            why={one === 'images' ? undefined : whyNoCuts}
            onClick={() => onAct({ do: 'stack', name: one })}
          >
            {words[one]}
          </Toggle>
        ))}
      </div>
      <div className="ct-group" role="group" aria-label="Link">
        <Toggle isOn={isLinked} keys="L" why={whyUnlinked} onClick={() => onAct({ do: 'link' })}>
          Linked
        </Toggle>
        <Button
          variant="default"
          size="compact-sm"
          title={whyUnlinked ?? 'Key B: what both sides show now is one place of the body'}
          aria-keyshortcuts="B"
          disabled={whyUnlinked !== undefined}
          onClick={() => onAct({ do: 'match' })}
        >
          Match here
        </Button>
        <Toggle isOn={isFlickering} keys="F" onClick={() => onAct({ do: 'flicker' })}>
          Flicker
        </Toggle>
        {isFlickering && (
          <Button variant="default" size="compact-sm" onClick={onSideBySide}>
            Side by side
          </Button>
        )}
        {tool === 'crop' && hasCrop && (
          <Button
            variant="default"
            size="compact-sm"
            title="Key Delete"
            aria-keyshortcuts="Delete"
            onClick={() => onAct({ do: 'crop', crop: undefined })}
          >
            Remove crop
          </Button>
        )}
      </div>
    </ViewerToolbar>
  )
}
