import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { PointerEvent, Ref, WheelEvent } from 'react'
import { draggedWindow } from '#shared/domain/imaging/gray-window.ts'
import type { MaskRun } from '#shared/domain/imaging/density/coded-mask.ts'
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import { isInCrop } from '#shared/domain/imaging/pair-alignment.ts'
import {
  cropBetween,
  mmOfPane,
  movedView,
  paneOfPixel,
  pixelOfPane,
  pxPerMm,
  zoomedView,
} from '#shared/domain/imaging/plane-view.ts'
import type { CropRectangle, PaneSize, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { viewOf, windowOf } from './looks.ts'
import { PaneOverlay } from './pane-overlay.tsx'
import type { Stack } from './stack.ts'
import type { Stage } from './stage.ts'
import type { Pixel, ToolName, ViewerAction } from './viewer-actions.ts'

export interface PaneHandle {
  /** Draws a length between two pixels; answers millimeters, or pixels. */
  addLength(from: Pixel, to: Pixel): number | undefined
  clearLengths(): void
  size(): PaneSize
}

interface PaneProps {
  readonly stack: Stack
  readonly at: number
  /** Missing: all of the picture. */
  readonly view: PlaneView | undefined
  /** Missing: all values of the picture. */
  readonly window: GrayWindow | undefined
  readonly tool: ToolName
  readonly crosshair: Pixel | undefined
  /** The first end of a length, or corner of a crop, that was placed with the crosshair. */
  readonly placed: Pixel | undefined
  readonly crop: CropRectangle | undefined
  /** Said under the picture where it can't be shown: how many images are still to come. */
  readonly waiting: string | undefined
  /** The level asked for lies outside the series, or in a gap, in words. */
  readonly notice?: string | undefined
  /** Pixels of the image that are to be seen as counted. */
  readonly mask?: readonly MaskRun[] | undefined
  readonly onAct: (action: ViewerAction) => void
  readonly onLength: (length: number) => void
  readonly onRetry: () => void
  /** Grows with each retry. */
  readonly tries: number
  readonly ref?: Ref<PaneHandle>
}

interface Drag {
  readonly x: number
  readonly y: number
  readonly view: PlaneView
  readonly window: GrayWindow
  readonly does: ToolName | 'slide'
}

/** One black pane: the image, what is drawn over it, and the pointer. Keys are its parent's. */
export function Pane(props: PaneProps) {
  const { stack, at, tool, crosshair, placed, crop, waiting, notice, onAct, onLength, onRetry, tries } = props
  const view = viewOf(stack, at, props.view)
  const grays = windowOf(stack, at, props.window)
  const place = useRef<HTMLDivElement>(null)
  const element = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag>(undefined)
  const [stage, setStage] = useState<Stage>()
  const [size, setSize] = useState<PaneSize>({ widthPx: 0, heightPx: 0 })
  const [failure, setFailure] = useState<Error>()
  const [shownAt, setShownAt] = useState<{ readonly stack: Stack; readonly at: number }>()
  const [pointed, setPointed] = useState<Pixel>()

  useEffect(() => {
    let isGone = false
    let made: Stage | undefined
    import('./stage.ts').then(
      ({ createStage }) => {
        if (isGone || !element.current) return
        made = createStage(element.current)
        setStage(made)
      },
      () => setFailure(new AppError('internal', 'The viewer could not be started. Open the images again.')),
    )
    return () => {
      isGone = true
      made?.stop()
      setStage(undefined)
    }
  }, [])

  useLayoutEffect(() => {
    const box = place.current
    if (!box) return undefined
    const measure = (): void => setSize({ widthPx: box.clientWidth, heightPx: box.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  useEffect(() => stage?.resize(), [stage, size])
  useEffect(() => stage?.measure(tool === 'measure'), [stage, tool])
  useEffect(() => stage?.onLength(onLength), [stage, onLength])

  // The newest wins: what was asked for before and arrives later is not shown.
  const wished = useRef({ view: props.view, window: props.window })
  useLayoutEffect(() => {
    wished.current = { view: props.view, window: props.window }
  })
  useEffect(() => {
    if (!stage) {
      // It comes while the viewer is being loaded; a failure is told when it would be drawn.
      stack.ready(at).catch(() => {})
      return undefined
    }
    let isOld = false
    setFailure(undefined)
    const draw = async (): Promise<void> => {
      try {
        await stack.ready(at)
        if (isOld) return
        const { view, window } = wished.current
        await stage.show(stack, at, { view: viewOf(stack, at, view), window: windowOf(stack, at, window) })
        if (!isOld) setShownAt({ stack, at })
      } catch (error) {
        if (!isOld && !(error instanceof AppError && error.kind === 'cancelled'))
          setFailure(error instanceof Error ? error : new Error(String(error)))
      }
    }
    void draw()
    return () => {
      isOld = true
    }
  }, [stage, stack, at, tries])
  const { centerMm, spanMm } = view
  const [acrossMm, downMm] = centerMm
  const { center, width } = grays
  useEffect(
    () => stage?.look({ view: { centerMm: [acrossMm, downMm], spanMm }, window: { center, width } }),
    [stage, acrossMm, downMm, spanMm, center, width],
  )

  useImperativeHandle(
    props.ref,
    () => ({
      addLength(from, to) {
        const plane = stack.plane(at)
        if (!plane) return undefined
        return stage?.addLength(
          paneOfPixel(plane, view, size, from.column, from.row),
          paneOfPixel(plane, view, size, to.column, to.row),
        )
      },
      clearLengths: () => stage?.clearLengths(),
      size: () => size,
    }),
    [stack, at, view, size, stage],
  )

  const isShown = shownAt?.stack === stack && shownAt.at === at
  const plane = stack.plane(at)
  const spot = (event: PointerEvent | WheelEvent): readonly [number, number] => {
    const box = place.current!.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  function pressed(event: PointerEvent): void {
    const does = event.button === 1 ? 'pan' : event.button === 2 ? 'zoom' : tool
    if (does === 'measure' && event.button === 0) return
    const [x, y] = spot(event)
    if (does === 'crop' && crop && isInCrop(crop, mmOfPane(view, size, x, y))) {
      drag.current = { x, y, view, window: grays, does: 'slide' }
      event.currentTarget.setPointerCapture(event.pointerId)
      return
    }
    drag.current = { x, y, view, window: grays, does }
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function moved(event: PointerEvent): void {
    const [x, y] = spot(event)
    const from = drag.current
    if (!from) {
      if (!plane) return
      const [column, row] = pixelOfPane(plane, view, size, x, y)
      setPointed({ column, row })
      return
    }
    const [right, down] = [x - from.x, y - from.y]
    switch (from.does) {
      case 'window':
        return onAct({ do: 'window', window: draggedWindow(from.window, right, down) })
      case 'pan':
        return onAct({ do: 'view', view: movedView(from.view, size, right, down) })
      case 'zoom':
        return onAct({
          do: 'view',
          view: zoomedView(from.view, 2 ** (-down / 150), mmOfPane(from.view, size, from.x, from.y)),
        })
      case 'crop':
        if (Math.abs(right) + Math.abs(down) < 4) return
        return onAct({
          do: 'crop',
          crop: cropBetween(mmOfPane(view, size, from.x, from.y), mmOfPane(view, size, x, y)),
        })
      case 'slide': {
        // The picture follows the pointer, under the crop, which stays in its place.
        drag.current = { ...from, x, y }
        const scale = pxPerMm(view, size)
        return onAct({ do: 'slide', acrossMm: -right / scale, downMm: -down / scale })
      }
      case 'measure':
    }
  }

  function released(event: PointerEvent): void {
    const from = drag.current
    drag.current = undefined
    if (!from || !crosshair || !plane) return
    const [x, y] = spot(event)
    if (Math.abs(x - from.x) + Math.abs(y - from.y) > 3) return
    const [column, row] = pixelOfPane(plane, view, size, x, y)
    onAct({ do: 'aim', pixel: { column, row } })
  }

  const wheel = useRef<(event: globalThis.WheelEvent) => void>(undefined)
  useLayoutEffect(() => {
    wheel.current = (event) => {
      event.preventDefault()
      const box = place.current!.getBoundingClientRect()
      if (event.ctrlKey) {
        const about = mmOfPane(view, size, event.clientX - box.left, event.clientY - box.top)
        onAct({ do: 'view', view: zoomedView(view, 2 ** (-event.deltaY / 300), about) })
      } else if (event.deltaY !== 0) onAct({ do: 'step', by: Math.sign(event.deltaY) })
    }
  })
  useEffect(() => {
    const box = place.current
    // React's own listener can't keep the page from scrolling.
    const turn = (event: globalThis.WheelEvent): void => wheel.current?.(event)
    box?.addEventListener('wheel', turn, { passive: false })
    return () => box?.removeEventListener('wheel', turn)
  }, [])

  return (
    <div
      ref={place}
      className={`ct-pane ct-pane-${tool}`}
      data-shown={isShown ? at + 1 : undefined}
      onPointerDown={pressed}
      onPointerMove={moved}
      onPointerUp={released}
      onPointerLeave={() => setPointed(undefined)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <div ref={element} className="ct-stage" aria-hidden />
      {plane && !failure && (
        <PaneOverlay
          stack={stack}
          at={at}
          plane={plane}
          view={view}
          window={grays}
          size={size}
          probe={crosshair ?? pointed}
          crosshair={crosshair}
          placed={placed}
          crop={crop}
          notice={notice}
          mask={isShown ? props.mask : undefined}
        />
      )}
      {!isShown && !failure && (
        <div className="ct-waiting">
          <BusyBar label={waiting ?? 'Loading the image'} />
          {waiting && <p>{waiting}</p>}
        </div>
      )}
      {failure && (
        <div className="ct-failure">
          <ErrorMessage error={failure} onRetry={onRetry} />
        </div>
      )}
    </div>
  )
}
