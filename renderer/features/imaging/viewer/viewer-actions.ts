/** What can be done in a viewer, by key, pointer or button. */
import type { GrayWindow, PresetName } from '#shared/domain/imaging/gray-window.ts'
import type { CropRectangle, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import type { StackName } from './stack.ts'

export type ToolName = 'window' | 'pan' | 'zoom' | 'measure' | 'crop'

/** A pixel of the image that is shown. */
export interface Pixel {
  readonly column: number
  readonly row: number
}

export type ViewerAction =
  | { readonly do: 'step'; readonly by: number }
  | { readonly do: 'go'; readonly at: number }
  | { readonly do: 'end'; readonly which: 'first' | 'last' }
  | { readonly do: 'preset'; readonly name: PresetName }
  | { readonly do: 'window'; readonly window: GrayWindow }
  | { readonly do: 'adjust'; readonly width: number; readonly center: number }
  | { readonly do: 'view'; readonly view: PlaneView }
  | { readonly do: 'zoom'; readonly factor: number }
  | { readonly do: 'move'; readonly rightPx: number; readonly downPx: number }
  | { readonly do: 'reset' }
  | { readonly do: 'stack'; readonly name: StackName | 'axial' }
  | { readonly do: 'tool'; readonly tool: ToolName }
  | { readonly do: 'crosshair' }
  | { readonly do: 'aim'; readonly pixel: Pixel }
  | { readonly do: 'nudge'; readonly columns: number; readonly rows: number }
  | { readonly do: 'place' }
  | { readonly do: 'clear' }
  | { readonly do: 'crop'; readonly crop: CropRectangle | undefined }
  /** The crop on this side comes to lie otherwise in the body, the other one stays. */
  | { readonly do: 'slide'; readonly acrossMm: number; readonly downMm: number }
  | { readonly do: 'keys' }
  | { readonly do: 'escape' }
  | { readonly do: 'link' }
  | { readonly do: 'match' }
  | { readonly do: 'offset'; readonly byMm: number }
  | { readonly do: 'flicker' }
  /** Shows or hides what was counted as lung. */
  | { readonly do: 'mask' }
