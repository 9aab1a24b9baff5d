import type { ViewerAction } from './viewer-actions.ts'

/** The part of a key event that decides. */
export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

interface KeyState {
  /** Arrows move the crosshair then. */
  readonly hasCrosshair: boolean
  readonly isPair: boolean
}

const movePx = 40
const zoomStep = 1.25

/** What a key does in a viewer; nothing where it is not one of its keys. */
export function keyAction(pressed: PressedKey, { hasCrosshair, isPair }: KeyState): ViewerAction | undefined {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return undefined
  const { shiftKey } = pressed
  const arrow = arrows[pressed.key]
  if (arrow) {
    const [right, down] = arrow
    if (hasCrosshair) {
      const step = shiftKey ? 10 : 1
      return { do: 'nudge', columns: right * step, rows: down * step }
    }
    if (shiftKey) return { do: 'move', rightPx: -right * movePx, downPx: -down * movePx }
    return { do: 'step', by: right + down }
  }
  const pairAction = isPair ? pairKeys[pressed.key.toLowerCase()] : undefined
  return pairAction ?? keys[pressed.key] ?? keys[pressed.key.toLowerCase()]
}

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

const keys: Readonly<Record<string, ViewerAction>> = {
  PageUp: { do: 'step', by: -10 },
  PageDown: { do: 'step', by: 10 },
  ',': { do: 'step', by: -1 },
  '.': { do: 'step', by: 1 },
  Home: { do: 'end', which: 'first' },
  End: { do: 'end', which: 'last' },
  '1': { do: 'preset', name: 'lung' },
  '2': { do: 'preset', name: 'mediastinum' },
  '3': { do: 'preset', name: 'full' },
  '[': { do: 'adjust', width: -50, center: 0 },
  ']': { do: 'adjust', width: 50, center: 0 },
  '{': { do: 'adjust', width: 0, center: -20 },
  '}': { do: 'adjust', width: 0, center: 20 },
  '+': { do: 'zoom', factor: zoomStep },
  '=': { do: 'zoom', factor: zoomStep },
  '-': { do: 'zoom', factor: 1 / zoomStep },
  '0': { do: 'reset' },
  a: { do: 'stack', name: 'axial' },
  c: { do: 'stack', name: 'coronal' },
  s: { do: 'stack', name: 'sagittal' },
  w: { do: 'tool', tool: 'window' },
  p: { do: 'tool', tool: 'pan' },
  z: { do: 'tool', tool: 'zoom' },
  m: { do: 'tool', tool: 'measure' },
  x: { do: 'crosshair' },
  d: { do: 'mask' },
  Enter: { do: 'place' },
  Delete: { do: 'clear' },
  Backspace: { do: 'clear' },
  Escape: { do: 'escape' },
  '?': { do: 'keys' },
}

/** Besides, with two dates. */
const pairKeys: Readonly<Record<string, ViewerAction>> = {
  l: { do: 'link' },
  b: { do: 'match' },
  f: { do: 'flicker' },
  r: { do: 'tool', tool: 'crop' },
  '<': { do: 'offset', byMm: -1 },
  '>': { do: 'offset', byMm: 1 },
}

interface KeyLine {
  readonly keys: string
  readonly does: string
  readonly isOf?: 'one' | 'pair'
}

/** As the list of shortcuts tells them. */
export const keyLines: readonly KeyLine[] = [
  { keys: '↑ ↓ , .', does: 'Image before, image after' },
  { keys: 'Page up, Page down', does: 'Ten images' },
  { keys: 'Home, End', does: 'First, last image' },
  { keys: '1 2 3', does: 'Window for lung, for mediastinum, for all values' },
  { keys: '[ ]', does: 'Narrower, wider window' },
  { keys: '{ }', does: 'Lower, higher level' },
  { keys: '+ −', does: 'Nearer, farther' },
  { keys: 'Shift + arrows', does: 'Move the picture' },
  { keys: '0', does: 'All of the picture, window for lung' },
  { keys: 'W P Z M', does: 'The pointer changes the window, moves, zooms, measures' },
  { keys: 'A C S', does: 'Axial, coronal, sagittal' },
  { keys: 'X', does: 'Crosshair: arrows move it (Shift: by ten), the value under it is told' },
  { keys: 'D', does: 'Show or hide what was counted as lung', isOf: 'one' },
  { keys: 'Enter', does: 'With the crosshair: one end of a length, then the other (or two corners of the crop)' },
  { keys: 'Delete', does: 'Remove lengths (or the crop)' },
  { keys: 'L', does: 'Link the two, or let each scroll alone', isOf: 'pair' },
  { keys: 'B', does: 'These two levels are the same', isOf: 'pair' },
  { keys: '< >', does: 'Shift the right side by 1 mm', isOf: 'pair' },
  { keys: 'F', does: 'Both dates in one place; again to change between them', isOf: 'pair' },
  {
    keys: 'R',
    does: 'Draw the crop; then dragging the picture under it, or Shift + arrows, fits one side where the patient lies otherwise',
    isOf: 'pair',
  },
  { keys: 'Escape', does: 'Leave crosshair, crop or flicker' },
  { keys: '?', does: 'This list' },
]
