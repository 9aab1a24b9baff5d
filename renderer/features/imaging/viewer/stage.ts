/**
 * Cornerstone, behind one door: draws the images of a pane and the lengths measured on them. Loaded only when a viewer is
 * shown.
 *
 * It draws with the processor on every machine: a slice takes some 10 ms, a fifth of what software WebGL takes, and what is
 * seen does not depend on the graphics driver.
 */
import {
  Enums,
  RenderingEngine,
  Settings,
  cache,
  eventTarget,
  imageLoader,
  metaData,
  setUseCPURendering,
  utilities,
} from '@cornerstonejs/core'
import type { StackViewport, Types } from '@cornerstonejs/core'
import {
  Enums as ToolEnums,
  LengthTool,
  ToolGroupManager,
  addTool,
  annotation,
  init as initTools,
} from '@cornerstonejs/tools'
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import { windowEnds } from '#shared/domain/imaging/gray-window.ts'
import { pixelOfMm, pxPerMm } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneView } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import type { Stack } from './stack.ts'

export interface Look {
  readonly view: PlaneView
  readonly window: GrayWindow
}

export interface Stage {
  /** Draws an image of a stack that is here already. */
  show(stack: Stack, at: number, look: Look): Promise<void>
  /** The same image, seen otherwise. */
  look(look: Look): void
  /** Whether the pointer draws and moves lengths. */
  measure(isOn: boolean): void
  /** A length between two places of the pane, in its pixels; answers it in millimeters (or pixels, see `Stack.isMm`). */
  addLength(from: readonly [number, number], to: readonly [number, number]): number | undefined
  /** Lengths on this stack. */
  clearLengths(): void
  /** Told of each length that was drawn or moved. */
  onLength(listener: (length: number) => void): void
  resize(): void
  stop(): void
}

const scheme = 'as-ild'
const stacks = new Map<string, Stack>()
let isStarted = false
let lastStage = 0

function start(): void {
  if (isStarted) return
  isStarted = true
  // Counts as the start of Cornerstone: its own `init` would look for a graphics card that is not used.
  setUseCPURendering(true, false)
  // Its cursors are pictures, which the page's policy refuses.
  Settings.getRuntimeSettings().set('useCursors', false)
  initTools()
  addTool(LengthTool)
  annotation.config.style.setDefaultToolStyles({
    global: {
      ...annotation.config.style.getDefaultToolStyles().global,
      color: 'rgb(122, 211, 202)',
      colorHighlighted: 'rgb(255, 255, 255)',
      colorSelected: 'rgb(122, 211, 202)',
      lineWidth: '1.5',
      textBoxFontFamily: 'InterVariable, Inter, system-ui, sans-serif',
      textBoxFontSize: '13px',
      textBoxColor: 'rgb(230, 235, 236)',
      textBoxColorHighlighted: 'rgb(255, 255, 255)',
      textBoxColorSelected: 'rgb(230, 235, 236)',
      textBoxBackground: 'rgba(0, 0, 0, 0.6)',
    },
  })
  imageLoader.registerImageLoader(scheme, (id: string) => ({ promise: loadImage(id) }))
  metaData.addProvider((type: string, id: unknown) => (typeof id === 'string' ? factsOf(type, id) : undefined), 100)
}

const idOf = (stack: Stack, at: number): string => `${scheme}:${stack.id}:${at}`

function named(id: string): { readonly stack: Stack; readonly at: number } | undefined {
  const [found, stackId = '', at] = id.split(':')
  const stack = found === scheme ? stacks.get(stackId) : undefined
  return stack && { stack, at: Number(at) }
}

async function loadImage(id: string): Promise<Types.IImage> {
  const place = named(id)
  if (!place) throw new Error('this image is no longer shown')
  const { stack, at } = place
  const image = await stack.ready(at)
  const plane = stack.plane(at)!
  const { low, high } = storedRange(image)
  const { rows, columns, pixels, samples } = image
  const isColor = samples === 3
  return {
    imageId: id,
    rows,
    columns,
    width: columns,
    height: rows,
    minPixelValue: low,
    maxPixelValue: high,
    slope: image.slope,
    intercept: image.intercept,
    windowCenter: isColor ? 127 : 0,
    windowWidth: isColor ? 255 : 2000,
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    color: isColor,
    rgba: false,
    numberOfComponents: samples,
    photometricInterpretation: isColor ? 'RGB' : 'MONOCHROME2',
    columnPixelSpacing: plane.columnSpacingMm,
    rowPixelSpacing: plane.rowSpacingMm,
    invert: image.isInverted,
    sizeInBytes: pixels.byteLength,
    dataType:
      pixels instanceof Int16Array ? 'Int16Array' : pixels instanceof Uint16Array ? 'Uint16Array' : 'Uint8Array',
    getPixelData: () => pixels,
    getCanvas: () => undefined as unknown as HTMLCanvasElement,
    voxelManager: utilities.VoxelManager.createImageVoxelManager({
      width: columns,
      height: rows,
      scalarData: pixels,
      numberOfComponents: samples,
    }),
  } as Types.IImage
}

/** Its table of grays is as long as this range: a value beyond it would be drawn black. */
function storedRange({ pixels, samples }: SeriesImage): { readonly low: number; readonly high: number } {
  if (samples === 3) return { low: 0, high: 255 }
  let low = pixels[0] ?? 0
  let high = low
  for (let at = 1; at < pixels.length; at += 1) {
    const value = pixels[at]!
    if (value < low) low = value
    else if (value > high) high = value
  }
  return { low, high }
}

function factsOf(type: string, id: string): unknown {
  const place = named(id)
  const plane = place?.stack.plane(place.at)
  if (!place || !plane) return undefined
  switch (type) {
    case 'imagePixelModule': {
      const samples = place.stack.image(place.at)?.samples ?? 1
      return {
        samplesPerPixel: samples,
        photometricInterpretation: samples === 3 ? 'RGB' : 'MONOCHROME2',
        rows: plane.rows,
        columns: plane.columns,
        bitsAllocated: samples === 3 ? 8 : 16,
        bitsStored: samples === 3 ? 8 : 16,
        highBit: samples === 3 ? 7 : 15,
        pixelRepresentation: 1,
      }
    }
    case 'imagePlaneModule':
      return planeModule(plane, place.stack)
    case 'generalSeriesModule':
      return { modality: place.stack.isCt ? 'CT' : 'OT', seriesInstanceUID: place.stack.id }
    default:
      return undefined
  }
}

function planeModule(plane: PlaneGeometry, stack: Stack): Record<string, unknown> {
  return {
    frameOfReferenceUID: stack.id,
    rows: plane.rows,
    columns: plane.columns,
    imageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection],
    rowCosines: [...plane.rowDirection],
    columnCosines: [...plane.columnDirection],
    imagePositionPatient: [...plane.origin],
    rowPixelSpacing: plane.rowSpacingMm,
    columnPixelSpacing: plane.columnSpacingMm,
    pixelSpacing: [plane.rowSpacingMm, plane.columnSpacingMm],
    // Without it a length is told in pixels.
    usingDefaultValues: !stack.isMm,
  }
}

interface LengthAnnotation {
  readonly metadata?: { readonly FrameOfReferenceUID?: string }
  readonly data?: { readonly handles?: { readonly points?: readonly Types.Point3[] } }
}

interface Shown {
  readonly stack: Stack
  readonly at: number
}

export function createStage(element: HTMLDivElement): Stage {
  start()
  lastStage += 1
  const id = `stage${lastStage}`
  const engine = new RenderingEngine(id)
  engine.enableElement({ viewportId: id, element, type: Enums.ViewportType.STACK })
  const viewport = engine.getViewport(id) as StackViewport
  const tools = ToolGroupManager.createToolGroup(id)!
  tools.addTool(LengthTool.toolName)
  tools.addViewport(id, id)
  tools.setToolEnabled(LengthTool.toolName)

  let shown: Shown | undefined
  let current: Look | undefined
  let wished: (Shown & { readonly look: Look }) | undefined
  let showing: Promise<void> | undefined
  let isStopped = false

  /** Where a place of the pane lies in Cornerstone's own world, whose pixels begin where ours have their middle. */
  const worldOf = (place: readonly [number, number]): Types.Point3 =>
    viewport.canvasToWorld([place[0], place[1]] as Types.Point2)

  /** Cornerstone's own way makes a canvas of the page's pixels, which on a fine screen are fewer than it counts with. */
  function fitCanvas(): void {
    const canvas = viewport.getCanvas()
    const width = Math.round(element.clientWidth * window.devicePixelRatio)
    const height = Math.round(element.clientHeight * window.devicePixelRatio)
    if (canvas.width === width && canvas.height === height) return
    canvas.width = width
    canvas.height = height
    canvas.style.aspectRatio = `${width} / ${height}`
  }

  function apply(look: Look): void {
    current = look
    const plane = shown?.stack.plane(shown.at)
    if (!plane || isStopped || element.clientWidth === 0) return
    const size = { widthPx: element.clientWidth, heightPx: element.clientHeight }
    const scale = pxPerMm(look.view, size) * window.devicePixelRatio
    const [column, row] = pixelOfMm(plane, ...look.view.centerMm)
    // Half a pixel: it counts from the edge of the first pixel, not from its middle.
    const across = (column + 0.5) * plane.columnSpacingMm
    const down = (row + 0.5) * plane.rowSpacingMm
    const focalPoint = plane.origin.map(
      (start, axis) => start + plane.rowDirection[axis]! * across + plane.columnDirection[axis]! * down,
    ) as Types.Point3
    fitCanvas()
    const { low, high } = windowEnds(look.window)
    viewport.setProperties({ voiRange: { lower: low, upper: high } })
    viewport.setCamera({
      focalPoint,
      scale: scale * Math.min(plane.rowSpacingMm, plane.columnSpacingMm),
    } as Types.ICamera)
    viewport.render()
  }

  async function showWished(): Promise<void> {
    while (wished && !isStopped) {
      const { stack, at, look } = wished
      wished = undefined
      const before = shown
      if (before?.stack === stack && before.at === at) {
        apply(look)
        continue
      }
      stacks.set(stack.id, stack)
      if (before?.stack === stack) await viewport.setImageIdIndex(at)
      else
        await viewport.setStack(
          Array.from({ length: stack.count }, (_, place) => idOf(stack, place)),
          at,
        )
      shown = { stack, at }
      if (isStopped) return
      apply(look)
      if (before) forget(before, stack)
    }
  }

  /** The pixels are ours: what Cornerstone keeps of them would keep them in memory. */
  function forget(before: Shown, now?: Stack): void {
    const imageId = idOf(before.stack, before.at)
    if (cache.getImageLoadObject(imageId)) cache.removeImageLoadObject(imageId, { force: true })
    if (now !== before.stack && !lengthsOn(before.stack)) stacks.delete(before.stack.id)
  }

  const lengthsOn = (stack: Stack): boolean =>
    annotation.state.getAllAnnotations().some(({ metadata }) => metadata?.FrameOfReferenceUID === stack.id)

  let hearLength: (length: number) => void = () => {}
  const onModified = (event: Event): void => {
    const { annotation: changed } = (event as CustomEvent<{ annotation: LengthAnnotation }>).detail
    if (changed.metadata?.FrameOfReferenceUID !== shown?.stack.id) return
    const [from, to] = changed.data?.handles?.points ?? []
    if (from && to) hearLength(Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]))
  }
  const modified = ToolEnums.Events.ANNOTATION_MODIFIED
  const completed = ToolEnums.Events.ANNOTATION_COMPLETED
  eventTarget.addEventListener(modified, onModified)
  eventTarget.addEventListener(completed, onModified)

  return {
    show(stack, at, look) {
      wished = { stack, at, look }
      showing ??= showWished().finally(() => (showing = undefined))
      return showing
    },
    look: apply,
    measure(isOn) {
      if (isOn)
        tools.setToolActive(LengthTool.toolName, { bindings: [{ mouseButton: ToolEnums.MouseBindings.Primary }] })
      else tools.setToolEnabled(LengthTool.toolName)
    },
    addLength(from, to) {
      if (!shown) return undefined
      const points = [worldOf(from), worldOf(to)]
      LengthTool.hydrate(id, points, { referencedImageId: idOf(shown.stack, shown.at) })
      viewport.render()
      return Math.hypot(...[0, 1, 2].map((axis) => points[0]![axis]! - points[1]![axis]!))
    },
    clearLengths() {
      const all = annotation.state.getAllAnnotations()
      for (const { annotationUID, metadata } of all)
        if (annotationUID && metadata?.FrameOfReferenceUID === shown?.stack.id)
          annotation.state.removeAnnotation(annotationUID)
      viewport.render()
    },
    onLength(listener) {
      hearLength = listener
    },
    resize() {
      if (isStopped || element.clientWidth === 0) return
      if (current && shown) apply(current)
    },
    stop() {
      isStopped = true
      wished = undefined
      eventTarget.removeEventListener(modified, onModified)
      eventTarget.removeEventListener(completed, onModified)
      if (shown) {
        const own = shown.stack.id
        for (const { annotationUID, metadata } of annotation.state.getAllAnnotations())
          if (annotationUID && metadata?.FrameOfReferenceUID === own) annotation.state.removeAnnotation(annotationUID)
        forget(shown)
        stacks.delete(own)
      }
      ToolGroupManager.destroyToolGroup(id)
      engine.destroy()
    },
  }
}
