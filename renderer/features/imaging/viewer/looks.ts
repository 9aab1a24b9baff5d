/** What a pane shows where nothing was chosen: all of the picture, all of its values. */
import { fullWindow, windowPresets } from '#shared/domain/imaging/gray-window.ts'
import type { GrayWindow, PresetName } from '#shared/domain/imaging/gray-window.ts'
import { fittingView } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneView } from '#shared/domain/imaging/plane-view.ts'
import { valueRange } from '#shared/domain/imaging/series-image.ts'
import { isEmptyValue } from './stack.ts'
import type { Stack } from './stack.ts'

/** Until a picture is here that says how large it is. */
const unknownView: PlaneView = { centerMm: [0, 0], spanMm: 100 }

export function viewOf(stack: Stack, at: number, chosen: PlaneView | undefined): PlaneView {
  if (chosen) return chosen
  const plane = stack.plane(at)
  return plane ? fittingView([plane]) : unknownView
}

export function windowOf(stack: Stack, at: number, chosen: GrayWindow | undefined): GrayWindow {
  return chosen ?? allValues(stack, at) ?? { center: 127.5, width: 255 }
}

/** The window over everything that an image holds; nothing before it is here. */
function allValues(stack: Stack, at: number): GrayWindow | undefined {
  const image = stack.image(at)
  if (!image) return undefined
  if (stack.name === 'images') return fullWindow(valueRange(image))
  const pixels = (image.pixels as Int16Array).filter((value) => !isEmptyValue(value))
  return fullWindow(valueRange({ ...image, pixels }))
}

/** @returns nothing where it can't be told yet */
export function presetWindow(stack: Stack, at: number, name: PresetName): GrayWindow | undefined {
  return name === 'full' ? allValues(stack, at) : windowPresets[name]
}

/** A CT of the chest opens in its lung window. */
export const firstWindow = (isCt: boolean): GrayWindow | undefined => (isCt ? windowPresets.lung : undefined)
