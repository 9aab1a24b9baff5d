import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { MaskRun } from '#shared/domain/imaging/density/coded-mask.ts'
import { windowWords } from '#shared/domain/imaging/gray-window.ts'
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import { movedView, zoomedView } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneView } from '#shared/domain/imaging/plane-view.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { KeyList } from './key-list.tsx'
import { firstWindow, presetWindow, viewOf, windowOf } from './looks.ts'
import { Pane } from './pane.tsx'
import type { PaneHandle } from './pane.tsx'
import { SpokenStatus } from './spoken-status.tsx'
import { nameOfImages, whyNoCutsOf } from './stack.ts'
import type { StackName } from './stack.ts'
import { useArrivals, useSeries } from './use-series.ts'
import type { HeldSeries } from './use-series.ts'
import type { Pixel, ToolName, ViewerAction } from './viewer-actions.ts'
import { keyAction } from './viewer-keys.ts'
import { Toggle, ViewerToolbar } from './viewer-toolbar.tsx'
import { lengthWords, positionWords, seriesWords, stackWords, valueWords } from './viewer-words.ts'
import type { ViewedSeries } from './viewed-series.ts'
import './viewer.css'

interface CtViewerProps {
  readonly study: ViewedSeries
  /** The same one as long as the registry is. */
  readonly source: ImageSource
  /** Which image of the series is opened first, by its number in the series; the middle one otherwise. */
  readonly firstIndex?: number
  /** Told where the user is. */
  readonly onShown?: (index: number | undefined) => void
  /** Pixels that were counted as lung, by the number of an image in the series: shown over it, and hidden by a key. The same list each time. */
  readonly mask?: ((index: number) => readonly MaskRun[]) | undefined
}

/** One series: leaf through it, choose the window, zoom, measure, read values, cut it otherwise. All of it by key as well. */
export function CtViewer({ study, source, firstIndex, onShown, mask }: CtViewerProps) {
  const held = useSeries(source, study)
  if (study.imageCount === 0) return <p className="ct-empty">This series has no images. Choose another one.</p>
  if (!held) return <BusyBar label="Opening the images" />
  return (
    <SeriesViewer
      key={study.seriesId}
      held={held}
      {...(firstIndex !== undefined && { firstIndex })}
      {...(onShown && { onShown })}
      mask={mask}
    />
  )
}

interface SeriesViewerProps extends Pick<CtViewerProps, 'firstIndex' | 'onShown' | 'mask'> {
  readonly held: HeldSeries
}

function SeriesViewer({ held, firstIndex, onShown, mask }: SeriesViewerProps) {
  const { series, loaded } = held
  const pane = useRef<PaneHandle>(null)
  const panes = useRef<HTMLDivElement>(null)
  const [name, setName] = useState<StackName>('images')
  const [places, setPlaces] = useState<Partial<Record<StackName, number>>>({})
  const [views, setViews] = useState<Partial<Record<StackName, PlaneView>>>({})
  const [chosenWindow, setWindow] = useState<GrayWindow | undefined>(firstWindow(series.isCt))
  const [tool, setTool] = useState<ToolName>('window')
  const [crosshair, setCrosshair] = useState<Pixel>()
  const [placed, setPlaced] = useState<Pixel>()
  const [showsKeys, setShowsKeys] = useState(false)
  const [said, setSaid] = useState<string>()
  const [tries, setTries] = useState(0)
  const [hidesMask, setHidesMask] = useState(false)
  useArrivals(loaded)

  const stack = held.stack(name)
  const at = places[name] ?? firstPlace()
  const view = views[name]
  const whyNoCuts = whyNoCutsOf(series, loaded)
  const index = stack.indexOf(at)
  const runs = mask && !hidesMask && index !== undefined ? mask(index) : undefined

  function firstPlace(): number {
    const middle = Math.floor(stack.count / 2)
    if (name !== 'images' || firstIndex === undefined) return middle
    const place = Array.from({ length: stack.count }, (_, step) => step).find(
      (step) => stack.indexOf(step) === firstIndex,
    )
    return place ?? middle
  }

  function go(to: number): void {
    const next = Math.max(0, Math.min(stack.count - 1, to))
    setPlaces((before) => ({ ...before, [name]: next }))
    setSaid(undefined)
    onShown?.(stack.indexOf(next))
  }

  const setView = (next: PlaneView | undefined): void =>
    setViews(({ [name]: _, ...rest }) => (next ? { ...rest, [name]: next } : rest))

  function aim(pixel: Pixel): void {
    const plane = stack.plane(at)
    if (!plane) return
    setCrosshair({
      column: Math.max(0, Math.min(plane.columns - 1, pixel.column)),
      row: Math.max(0, Math.min(plane.rows - 1, pixel.row)),
    })
  }

  function place(): void {
    if (!crosshair) return
    if (!placed) {
      setPlaced(crosshair)
      setSaid('One end of a length is placed. Move the crosshair to the other end and press Enter.')
      return
    }
    const length = pane.current?.addLength(placed, crosshair)
    setPlaced(undefined)
    if (length !== undefined) tellLength(length)
  }

  const isMm = stack.isMm
  function tellLength(length: number): void {
    setSaid(`Length ${lengthWords(length, isMm)}`)
  }

  function escape(): void {
    if (showsKeys) setShowsKeys(false)
    else if (placed) setPlaced(undefined)
    else if (crosshair) setCrosshair(undefined)
    else setTool('window')
  }

  function act(action: ViewerAction): void {
    const size = pane.current?.size() ?? { widthPx: 1, heightPx: 1 }
    switch (action.do) {
      case 'step':
        return go(at + action.by)
      case 'go':
        return go(action.at)
      case 'end':
        return go(action.which === 'first' ? 0 : stack.count - 1)
      case 'preset':
        if (!series.isCt && action.name !== 'full') return
        return setWindow(presetWindow(stack, at, action.name) ?? chosenWindow)
      case 'window':
        return setWindow(action.window)
      case 'adjust': {
        const { center, width } = windowOf(stack, at, chosenWindow)
        return setWindow({ center: center + action.center, width: Math.max(1, width + action.width) })
      }
      case 'view':
        return setView(action.view)
      case 'zoom':
        return setView(zoomedView(viewOf(stack, at, view), action.factor))
      case 'move':
        return setView(movedView(viewOf(stack, at, view), size, action.rightPx, action.downPx))
      case 'reset':
        setView(undefined)
        return setWindow(firstWindow(series.isCt))
      case 'stack': {
        const wished = action.name === 'axial' ? 'images' : action.name
        if (wished !== 'images' && whyNoCuts) return setSaid(whyNoCuts)
        setCrosshair(undefined)
        setPlaced(undefined)
        return setName(wished)
      }
      case 'tool':
        return setTool(action.tool)
      case 'crosshair': {
        const plane = stack.plane(at)
        setPlaced(undefined)
        if (crosshair || !plane) return setCrosshair(undefined)
        return aim({ column: Math.floor(plane.columns / 2), row: Math.floor(plane.rows / 2) })
      }
      case 'aim':
        return aim(action.pixel)
      case 'nudge':
        return crosshair && aim({ column: crosshair.column + action.columns, row: crosshair.row + action.rows })
      case 'place':
        return place()
      case 'clear':
        pane.current?.clearLengths()
        setPlaced(undefined)
        return setSaid('Lengths removed')
      case 'mask':
        if (!mask) return setSaid('There is no mask of these images yet: measure lung density to see it.')
        setSaid(hidesMask ? 'What was counted as lung is shown' : 'What was counted as lung is hidden')
        return setHidesMask(!hidesMask)
      case 'keys':
        return setShowsKeys(!showsKeys)
      case 'escape':
        return escape()
    }
  }

  function pressed(event: KeyboardEvent): void {
    if (isOfButton(event)) return
    const action = keyAction(event, { hasCrosshair: crosshair !== undefined, isPair: false })
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    act(action)
  }

  const grays = windowOf(stack, at, chosenWindow)
  const value = crosshair && valueWords(stack, at, crosshair)
  const status = [said, positionWords(stack, at), value, windowWords(grays)].filter(Boolean).join('. ')
  const names: readonly StackName[] = ['images', 'coronal', 'sagittal']
  return (
    <section className="ct-viewer" aria-label={`CT of ${series.label}`} onKeyDown={pressed}>
      <ViewerToolbar
        isCt={series.isCt}
        window={chosenWindow}
        tool={tool}
        hasCrosshair={crosshair !== undefined}
        showsKeys={showsKeys}
        onAct={act}
      >
        <div className="ct-group" role="group" aria-label="Cut">
          {names.map((one) => (
            <Toggle
              key={one}
              isOn={one === name}
              keys={one === 'images' ? 'A' : one === 'coronal' ? 'C' : 'S'}
              why={one === 'images' ? undefined : whyNoCuts}
              onClick={() => act({ do: 'stack', name: one })}
            >
              {one === 'images' ? nameOfImages(series) : stackWords(series, one)}
            </Toggle>
          ))}
        </div>
        {mask && (
          <Toggle
            isOn={!hidesMask}
            keys="D"
            why={name === 'images' ? undefined : 'The mask is shown over the images as they were taken.'}
            onClick={() => act({ do: 'mask' })}
          >
            Lung mask
          </Toggle>
        )}
      </ViewerToolbar>
      <div className="ct-body">
        <div
          ref={panes}
          className="ct-panes"
          role="application"
          aria-label={`Images of ${series.label}. Arrow keys leaf, question mark lists all keys.`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys go to the pane
          tabIndex={0}
          onPointerDown={() => panes.current?.focus({ preventScroll: true })}
        >
          <Pane
            ref={pane}
            stack={stack}
            at={at}
            view={view}
            window={chosenWindow}
            tool={tool}
            crosshair={crosshair}
            placed={placed}
            crop={undefined}
            mask={runs}
            waiting={
              name === 'images' ? undefined : `Loading the images for this cut: ${loaded.settled()} of ${loaded.count}`
            }
            tries={tries}
            onAct={act}
            onLength={tellLength}
            onRetry={() => {
              loaded.retry()
              setTries(tries + 1)
            }}
          />
        </div>
        {showsKeys && <KeyList of="one" />}
      </div>
      <p className="ct-status">
        <span>{positionWords(stack, at)}</span>
        <span>{seriesWords(series)}</span>
        <span>{windowWords(grays)}</span>
        {value && <span>{value}</span>}
        {said && <span className="ct-said">{said}</span>}
        {loaded.settled() < loaded.count && loaded.fits() && (
          <span>
            {loaded.settled()} of {loaded.count} loaded
          </span>
        )}
      </p>
      <SpokenStatus words={status} />
    </section>
  )
}

/** Enter and Space press the button that has the focus. */
export function isOfButton(event: KeyboardEvent): boolean {
  const isButton = event.target instanceof HTMLElement && event.target.closest('button, a, input') !== null
  return isButton && (event.key === 'Enter' || event.key === ' ')
}
