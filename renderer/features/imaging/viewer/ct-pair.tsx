import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { windowWords } from '#shared/domain/imaging/gray-window.ts'
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import { lieAlike, whyNotLinked } from '#shared/domain/imaging/linked-position.ts'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import { alignedThrough } from '#shared/domain/imaging/pair-alignment.ts'
import { cropBetween, mmOfPixel, movedView, pixelOfMm, zoomedView } from '#shared/domain/imaging/plane-view.ts'
import type { CropRectangle } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { isOfButton } from './ct-viewer.tsx'
import { KeyList } from './key-list.tsx'
import { firstWindow, presetWindow, viewOf, windowOf } from './looks.ts'
import type { PaneHandle } from './pane.tsx'
import { offsetWords, otherSide, shiftWords } from './pair-levels.ts'
import type { Side } from './pair-levels.ts'
import { PairPanes } from './pair-panes.tsx'
import { sides } from './pair-state.ts'
import type { Both, FirstState, PairState, ShownSide } from './pair-state.ts'
import { PairToolbar } from './pair-toolbar.tsx'
import { SpokenStatus } from './spoken-status.tsx'
import { nameOfImages, whyNoCutsOf } from './stack.ts'
import type { StackName } from './stack.ts'
import { useAlignment } from './use-alignment.ts'
import { usePairPlaces } from './use-pair-places.ts'
import { useArrivals, useSeries } from './use-series.ts'
import type { HeldSeries } from './use-series.ts'
import type { Pixel, ToolName, ViewerAction } from './viewer-actions.ts'
import { keyAction } from './viewer-keys.ts'
import { lengthWords, positionWords, valueWords } from './viewer-words.ts'
import type { ViewedSeries } from './viewed-series.ts'
import './viewer.css'

interface CtPairProps {
  /** The earlier study. */
  readonly left: ViewedSeries
  readonly right: ViewedSeries
  /** The same one as long as the registry is. */
  readonly source: ImageSource
  readonly link: Link
  /** To be remembered for these two series. */
  readonly onLinkChange: (link: Link) => void
  /** What was shown when the two were last looked at. */
  readonly first?: FirstState
  readonly onStateChange?: (state: PairState) => void
}

/** Two dates side by side, linked by their level in the body. */
export function CtPair(props: CtPairProps) {
  const left = useSeries(props.source, props.left)
  const right = useSeries(props.source, props.right)
  const empty = [props.left, props.right].find(({ imageCount }) => imageCount === 0)
  if (empty) return <p className="ct-empty">The series of {empty.label} has no images. Choose another one.</p>
  if (!left || !right) return <BusyBar label="Opening the images" />
  return <Pair key={`${left.series.seriesId} ${right.series.seriesId}`} {...props} helds={{ left, right }} />
}

function Pair({ helds, link, onLinkChange, first, onStateChange }: CtPairProps & { readonly helds: Both<HeldSeries> }) {
  const [name, setName] = useState<StackName>('images')
  const { geometry } = helds.left.series
  const whyUnlinked = whyNotLinked(geometry, helds.right.series.geometry)
  const isLinked = link.isLinked && whyUnlinked === undefined
  const areAlike = lieAlike(geometry, helds.right.series.geometry)
  const isCt = helds.left.series.isCt && helds.right.series.isCt
  const whyNoCuts = sides
    .map((side) => whyNoCutsOf(helds[side].series, helds[side].loaded))
    .find((why) => why !== undefined)

  const [active, setActive] = useState<Side>('left')
  const [chosenWindow, setWindow] = useState<GrayWindow | undefined>(first?.window ?? firstWindow(isCt))
  const [tool, setTool] = useState<ToolName>('window')
  const [crosshair, setCrosshair] = useState<{ readonly side: Side; readonly pixel: Pixel }>()
  const [placed, setPlaced] = useState<{ readonly side: Side; readonly pixel: Pixel }>()
  const [flicker, setFlicker] = useState<Side>()
  const [showsKeys, setShowsKeys] = useState(false)
  const [said, setSaid] = useState<string>()
  const [tries, setTries] = useState(0)
  useArrivals(helds.left.loaded)
  useArrivals(helds.right.loaded)

  const panes = { left: useRef<PaneHandle>(null), right: useRef<PaneHandle>(null) }
  const boxes = { left: useRef<HTMLDivElement>(null), right: useRef<HTMLDivElement>(null) }

  // The shift through the planes does not depend on which of them is looked at.
  const anyPlanes: Both<PlaneGeometry | undefined> = {
    left: helds.left.stack(name).plane(0),
    right: helds.right.stack(name).plane(0),
  }
  const lie = useAlignment({ first, name, planes: anyPlanes, geometry, link, areAlike })
  const { crop } = lie
  const through: Link = { isLinked, offsetMm: lie.across.throughMm }
  const { stacks, ats, notices, imagesAt, ...places } = usePairPlaces({
    helds,
    name,
    through,
    firstIndex: first?.leftIndex,
  })

  const state: PairState = {
    left: shown('left'),
    right: shown('right'),
    link,
    shift: lie.alignment.shift,
    window: chosenWindow,
    view: lie.sharedView,
    crop,
  }
  const written = JSON.stringify(state)
  useEffect(() => {
    onStateChange?.(JSON.parse(written) as PairState)
  }, [written, onStateChange])

  function shown(side: Side): ShownSide {
    const { seriesId } = helds[side].series
    const images = helds[side].stack('images')
    return { seriesId, index: images.indexOf(imagesAt[side])!, levelMm: images.positionMm(imagesAt[side]) }
  }

  function go(side: Side, to: number): void {
    places.go(side, to)
    setSaid(undefined)
  }

  function changeLink(next: Link, words: string, leads: Side = active): void {
    if (whyUnlinked) return setSaid(whyUnlinked)
    places.settle(leads)
    onLinkChange(next)
    setSaid(words)
  }

  /** So far lies the right side from the left, through the planes that are looked at. */
  function align(throughMm: number, words: (lies: string) => string, leads: Side = active): void {
    const plane = anyPlanes.left
    if (whyUnlinked) return setSaid(whyUnlinked)
    if (!plane || !geometry) return
    const next = alignedThrough(name, plane, geometry, lie.alignment, throughMm)
    lie.setShift(next.shift)
    changeLink(next.link, words(offsetWords({ isLinked: true, offsetMm: throughMm })), leads)
  }

  function match(): void {
    const [left, right] = [stacks.left.positionMm(ats.left), stacks.right.positionMm(ats.right)]
    if (left === undefined || right === undefined) return
    align(right - left, (lies) => `Matched here: the right side is shifted by ${lies}`)
  }

  function aim(side: Side, pixel: Pixel): void {
    const plane = stacks[side].plane(ats[side])
    if (!plane) return
    const column = Math.max(0, Math.min(plane.columns - 1, pixel.column))
    const row = Math.max(0, Math.min(plane.rows - 1, pixel.row))
    setCrosshair({ side, pixel: { column, row } })
  }

  /** The crosshair on a side: on the other one, at the same place of the body. */
  function crosshairOn(side: Side): Pixel | undefined {
    if (!crosshair || crosshair.side === side) return crosshair?.pixel
    const from = stacks[crosshair.side].plane(ats[crosshair.side])
    const to = stacks[side].plane(ats[side])
    if (!lie.isShared || !from || !to) return undefined
    const way = side === 'right' ? 1 : -1
    const [acrossMm, downMm] = mmOfPixel(from, crosshair.pixel.column, crosshair.pixel.row)
    const [column, row] = pixelOfMm(to, acrossMm + way * lie.across.acrossMm, downMm + way * lie.across.downMm)
    return { column: Math.round(column), row: Math.round(row) }
  }

  function place(): void {
    if (!crosshair) return
    const { side, pixel } = crosshair
    if (placed?.side !== side) {
      setPlaced(crosshair)
      const what = tool === 'crop' ? 'One corner of the crop' : 'One end of a length'
      return setSaid(`${what} is placed. Move the crosshair on and press Enter.`)
    }
    setPlaced(undefined)
    const plane = stacks[side].plane(ats[side])
    if (tool === 'crop' && plane) {
      const corner = ({ column, row }: Pixel): readonly [number, number] => mmOfPixel(plane, column, row)
      return cropTo(side, cropBetween(corner(placed.pixel), corner(pixel)))
    }
    const length = panes[side].current?.addLength(placed.pixel, pixel)
    if (length !== undefined) tellLength(length)
  }

  function cropTo(side: Side, next: CropRectangle | undefined): void {
    if (!areAlike) return setSaid('The two lie differently in the scanner, so one crop can’t be drawn on both.')
    if (name !== 'images') return setSaid('The crop is drawn on the images themselves: go back to them first.')
    if (next) lie.drawCrop(side, next)
    else lie.setCrop(undefined)
    setSaid(
      next
        ? `Crop of ${Math.round(next.widthMm)} by ${Math.round(next.heightMm)} mm, the same on both sides. Drag the picture under it, or Shift and arrows, where a side lies otherwise`
        : 'Crop removed',
    )
  }

  /** Another part of this side comes under the crop; the other side stays. */
  function slide(side: Side, acrossMm: number, downMm: number): void {
    if (!crop) return
    setSaid(shiftWords(lie.slide(side, acrossMm, downMm)))
  }

  const isMm = stacks.left.isMm && stacks.right.isMm
  function tellLength(length: number): void {
    setSaid(`Length ${lengthWords(length, isMm)}`)
  }

  function clear(): void {
    setPlaced(undefined)
    if (tool === 'crop') return cropTo(active, undefined)
    for (const side of sides) panes[side].current?.clearLengths()
    setSaid('Lengths removed')
  }

  function escape(): void {
    if (showsKeys) return setShowsKeys(false)
    if (placed) return setPlaced(undefined)
    if (crosshair) return setCrosshair(undefined)
    if (flicker) return setFlicker(undefined)
    setTool('window')
  }

  function toggleFlicker(): void {
    const next = flicker === undefined ? active : otherSide(flicker)
    setFlicker(next)
    setActive(next)
    setSaid(`Showing ${helds[next].series.label}`)
  }

  // The side that comes to the front takes the keys along.
  useEffect(() => {
    if (flicker) boxes[flicker].current?.focus({ preventScroll: true })
    // oxlint-disable-next-line react/exhaustive-deps -- the boxes never change
  }, [flicker])

  function act(side: Side, action: ViewerAction): void {
    const stack = stacks[side]
    const at = ats[side]
    const view = viewOf(stack, at, lie.viewOn(side))
    const size = panes[side].current?.size() ?? { widthPx: 1, heightPx: 1 }
    switch (action.do) {
      case 'step':
        return go(side, at + action.by)
      case 'go':
        return go(side, action.at)
      case 'end':
        return go(side, action.which === 'first' ? 0 : stack.count - 1)
      case 'preset':
        if (!isCt && action.name !== 'full') return
        return setWindow(presetWindow(stack, at, action.name) ?? chosenWindow)
      case 'window':
        return setWindow(action.window)
      case 'adjust': {
        const { center, width } = windowOf(stack, at, chosenWindow)
        return setWindow({ center: center + action.center, width: Math.max(1, width + action.width) })
      }
      case 'view':
        return lie.setView(side, action.view)
      case 'zoom':
        return lie.setView(side, zoomedView(view, action.factor))
      case 'move':
        if (tool === 'crop' && crop && name === 'images')
          return slide(side, -Math.sign(action.rightPx), -Math.sign(action.downPx))
        return lie.setView(side, movedView(view, size, action.rightPx, action.downPx))
      case 'slide':
        return slide(side, action.acrossMm, action.downMm)
      case 'reset':
        lie.resetViews()
        return setWindow(firstWindow(isCt))
      case 'stack':
        return choosePlanes(action.name === 'axial' ? 'images' : action.name)
      case 'tool':
        setPlaced(undefined)
        if (action.tool === 'crop' && (!areAlike || name !== 'images')) return cropTo(side, undefined)
        return setTool(action.tool)
      case 'crosshair': {
        const plane = stack.plane(at)
        setPlaced(undefined)
        if (crosshair || !plane) return setCrosshair(undefined)
        return aim(side, { column: Math.floor(plane.columns / 2), row: Math.floor(plane.rows / 2) })
      }
      case 'aim':
        return aim(side, action.pixel)
      case 'nudge': {
        const pixel = crosshairOn(side)
        return pixel && aim(side, { column: pixel.column + action.columns, row: pixel.row + action.rows })
      }
      case 'place':
        return place()
      case 'clear':
        return clear()
      case 'crop':
        return cropTo(side, action.crop)
      case 'keys':
        return setShowsKeys(!showsKeys)
      case 'escape':
        return escape()
      case 'link':
        return changeLink(
          { ...link, isLinked: !link.isLinked },
          link.isLinked ? 'Each side scrolls alone' : `Linked, the right side shifted by ${offsetWords(link)}`,
        )
      case 'match':
        return match()
      case 'offset':
        return shift(action.byMm)
      case 'flicker':
        return toggleFlicker()
    }
  }

  /** The left side stays, the right one moves. */
  function shift(byMm: number): void {
    align(lie.across.throughMm + byMm, (lies) => `The right side is shifted by ${lies}`, 'left')
  }

  function choosePlanes(wished: StackName): void {
    if (wished !== 'images' && whyNoCuts) return setSaid(whyNoCuts)
    setCrosshair(undefined)
    setPlaced(undefined)
    places.settle()
    if (tool === 'crop') setTool('window')
    setName(wished)
    setSaid(undefined)
  }

  function pressed(event: KeyboardEvent): void {
    if (isOfButton(event)) return
    const action = keyAction(event, { hasCrosshair: crosshair !== undefined, isPair: true })
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    act(active, action)
  }

  const grays = windowOf(stacks[active], ats[active], chosenWindow)
  const values = sides.map((side) => {
    const pixel = crosshairOn(side)
    return pixel && valueWords(stacks[side], ats[side], pixel)
  })
  const levelsWords = sides.map((side) => `${helds[side].series.label}: ${positionWords(stacks[side], ats[side])}`)
  const spoken = [said, ...levelsWords, ...values, ...Object.values(notices), windowWords(grays)].filter(Boolean)
  return (
    <section className="ct-viewer" aria-label="Two dates side by side" onKeyDown={pressed}>
      <PairToolbar
        isCt={isCt}
        window={chosenWindow}
        tool={tool}
        hasCrosshair={crosshair !== undefined}
        showsKeys={showsKeys}
        canCrop={areAlike && name === 'images'}
        name={name}
        nameOfImages={nameOfImages(helds.left.series)}
        whyNoCuts={whyNoCuts}
        isLinked={isLinked}
        whyUnlinked={whyUnlinked}
        isFlickering={flicker !== undefined}
        hasCrop={crop !== undefined}
        onSideBySide={() => setFlicker(undefined)}
        onAct={(action) => act(active, action)}
      />
      <div className="ct-body">
        <PairPanes
          helds={helds}
          panes={panes}
          boxes={boxes}
          active={active}
          flicker={flicker}
          onActive={setActive}
          paneOf={(side) => ({
            stack: stacks[side],
            at: ats[side],
            view: lie.viewOn(side),
            window: chosenWindow,
            tool,
            crosshair: crosshairOn(side),
            placed: placed?.side === side ? placed.pixel : undefined,
            crop: lie.cropOn(side),
            waiting: name === 'images' ? undefined : loadingWords(helds[side]),
            notice: notices[side],
            tries,
            onAct: (action) => act(side, action),
            onLength: tellLength,
            onRetry: () => {
              helds[side].loaded.retry()
              setTries(tries + 1)
            },
          })}
        />
        {showsKeys && <KeyList of="pair" />}
      </div>
      <p className="ct-status">
        {levelsWords.map((words) => (
          <span key={words}>{words}</span>
        ))}
        <span>{whyUnlinked ?? (isLinked ? `linked, right ${offsetWords(through)}` : 'each scrolls alone')}</span>
        <span>{windowWords(grays)}</span>
        {crosshair && <span>{values.map((value) => value ?? 'outside').join(' | ')}</span>}
        {said && <span className="ct-said">{said}</span>}
      </p>
      <SpokenStatus words={spoken.join('. ')} />
    </section>
  )
}

const loadingWords = ({ loaded }: HeldSeries): string =>
  `Loading the images for this cut: ${loaded.settled()} of ${loaded.count}`
