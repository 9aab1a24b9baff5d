import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { windowWords } from '#shared/domain/imaging/gray-window.ts'
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import { matchedHere, whyNotLinked } from '#shared/domain/imaging/linked-position.ts'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import {
  cropBetween,
  fittingView,
  mmOfPixel,
  movedView,
  pixelOfMm,
  zoomedView,
} from '#shared/domain/imaging/plane-view.ts'
import type { CropRectangle, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import { dot } from '#shared/domain/imaging/series-geometry.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { isOfButton } from './ct-viewer.tsx'
import { KeyList } from './key-list.tsx'
import { firstWindow, presetWindow, viewOf, windowOf } from './looks.ts'
import { Pane } from './pane.tsx'
import type { PaneHandle } from './pane.tsx'
import { follow, levelsOf, offsetWords, otherSide } from './pair-levels.ts'
import type { Side } from './pair-levels.ts'
import { SpokenStatus } from './spoken-status.tsx'
import type { Stack } from './stack.ts'
import { useArrivals, useSeries } from './use-series.ts'
import type { HeldSeries } from './use-series.ts'
import type { Pixel, ToolName, ViewerAction } from './viewer-actions.ts'
import { keyAction } from './viewer-keys.ts'
import { Toggle, ViewerToolbar } from './viewer-toolbar.tsx'
import { lengthWords, positionWords, seriesWords, valueWords } from './viewer-words.ts'
import type { ViewedSeries } from './viewed-series.ts'
import './viewer.css'

/** What one side shows. */
export interface ShownSide {
  readonly seriesId: string
  /** The image, by its number in the series. */
  readonly index: number
  readonly levelMm: number | undefined
}

/** What both show: enough to make the figure of it. */
export interface PairState {
  readonly left: ShownSide
  readonly right: ShownSide
  readonly link: Link
  readonly window: GrayWindow | undefined
  /** Missing: all of both. */
  readonly view: PlaneView | undefined
  /** The same rectangle of the body on both sides. */
  readonly crop: CropRectangle | undefined
}

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
  readonly first?: Partial<Pick<PairState, 'window' | 'view' | 'crop'>> & { readonly leftIndex?: number }
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

type Both<T> = Readonly<Record<Side, T>>
const sides: readonly Side[] = ['left', 'right']

/** Rows and columns run the same way in both (within 15 degrees): a place in the one picture is a place in the other. */
function lieAlike(left: ViewedSeries, right: ViewedSeries): boolean {
  const [a, b] = [left.geometry, right.geometry]
  const least = Math.cos((15 * Math.PI) / 180)
  return (
    a !== undefined &&
    b !== undefined &&
    dot(a.rowDirection, b.rowDirection) > least &&
    dot(a.columnDirection, b.columnDirection) > least
  )
}

function Pair({ helds, link, onLinkChange, first, onStateChange }: CtPairProps & { readonly helds: Both<HeldSeries> }) {
  const stacks: Both<Stack> = { left: helds.left.stack('images'), right: helds.right.stack('images') }
  const levels = useMemo<Both<readonly number[]>>(
    () => ({ left: levelsOf(helds.left.stack('images')), right: levelsOf(helds.right.stack('images')) }),
    [helds.left, helds.right],
  )
  const whyUnlinked = whyNotLinked(helds.left.series.geometry, helds.right.series.geometry)
  const isLinked = link.isLinked && whyUnlinked === undefined
  const areAlike = lieAlike(helds.left.series, helds.right.series)
  const isCt = helds.left.series.isCt && helds.right.series.isCt

  const [active, setActive] = useState<Side>('left')
  // Where the leading side stands; the other follows from it, or stays where it was left.
  const [leader, setLeader] = useState<Side>('left')
  const [places, setPlaces] = useState<Both<number>>(() => firstPlaces(stacks, first?.leftIndex))
  const [chosenWindow, setWindow] = useState<GrayWindow | undefined>(first?.window ?? firstWindow(isCt))
  const [sharedView, setSharedView] = useState<PlaneView | undefined>(first?.view)
  const [ownViews, setOwnViews] = useState<Partial<Both<PlaneView>>>({})
  const [tool, setTool] = useState<ToolName>('window')
  const [crosshair, setCrosshair] = useState<{ readonly side: Side; readonly pixel: Pixel }>()
  const [placed, setPlaced] = useState<{ readonly side: Side; readonly pixel: Pixel }>()
  const [crop, setCrop] = useState<CropRectangle | undefined>(areAlike ? first?.crop : undefined)
  const [flicker, setFlicker] = useState<Side>()
  const [showsKeys, setShowsKeys] = useState(false)
  const [said, setSaid] = useState<string>()
  const [tries, setTries] = useState(0)
  useArrivals(helds.left.loaded)
  useArrivals(helds.right.loaded)

  const panes = { left: useRef<PaneHandle>(null), right: useRef<PaneHandle>(null) }
  const boxes = { left: useRef<HTMLDivElement>(null), right: useRef<HTMLDivElement>(null) }

  const follower = otherSide(leader)
  const followed = isLinked ? follow(stacks[leader], places[leader], leader, link, levels[follower]) : undefined
  const ats: Both<number> = followed ? ({ [leader]: places[leader], [follower]: followed.at } as Both<number>) : places
  const notices: Partial<Both<string>> = followed?.notice ? { [follower]: followed.notice } : {}
  const commonView = areAlike ? fittingView(sides.map((side) => stacks[side].plane(ats[side])!)) : undefined
  const chosenViewOf = (side: Side): PlaneView | undefined => (areAlike ? (sharedView ?? commonView) : ownViews[side])

  const state: PairState = {
    left: shown('left'),
    right: shown('right'),
    link,
    window: chosenWindow,
    view: sharedView,
    crop,
  }
  const written = JSON.stringify(state)
  useEffect(() => {
    onStateChange?.(JSON.parse(written) as PairState)
  }, [written, onStateChange])

  function shown(side: Side): ShownSide {
    const { seriesId } = helds[side].series
    return { seriesId, index: stacks[side].indexOf(ats[side])!, levelMm: stacks[side].positionMm(ats[side]) }
  }

  /** The middle of the left one, and of the right one what lies there. */
  function firstPlaces(of: Both<Stack>, leftIndex: number | undefined): Both<number> {
    const place = Array.from({ length: of.left.count }, (_, at) => at).find((at) => of.left.indexOf(at) === leftIndex)
    return { left: place ?? Math.floor(of.left.count / 2), right: Math.floor(of.right.count / 2) }
  }

  function go(side: Side, to: number): void {
    setLeader(side)
    setPlaces({ ...ats, [side]: Math.max(0, Math.min(stacks[side].count - 1, to)) })
    setSaid(undefined)
  }

  function setView(side: Side, view: PlaneView | undefined): void {
    if (areAlike) setSharedView(view)
    else setOwnViews(({ [side]: _, ...rest }) => (view ? { ...rest, [side]: view } : rest))
  }

  function changeLink(next: Link, words: string): void {
    if (whyUnlinked) return setSaid(whyUnlinked)
    // From here on the two go on from where they are seen.
    setPlaces(ats)
    setLeader(active)
    onLinkChange(next)
    setSaid(words)
  }

  function match(): void {
    const [left, right] = [stacks.left.positionMm(ats.left), stacks.right.positionMm(ats.right)]
    if (left === undefined || right === undefined) return
    const matched = matchedHere(left, right)
    changeLink(matched, `Matched here: the right side is shifted by ${offsetWords(matched)}`)
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
    if (!areAlike || !from || !to) return undefined
    const [column, row] = pixelOfMm(to, ...mmOfPixel(from, crosshair.pixel.column, crosshair.pixel.row))
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
      return cropTo(cropBetween(corner(placed.pixel), corner(pixel)))
    }
    const length = panes[side].current?.addLength(placed.pixel, pixel)
    if (length !== undefined) tellLength(length)
  }

  function cropTo(next: CropRectangle | undefined): void {
    if (!areAlike) return setSaid('The two lie differently in the scanner, so one crop can’t be drawn on both.')
    setCrop(next)
    setSaid(
      next
        ? `Crop of ${Math.round(next.widthMm)} by ${Math.round(next.heightMm)} mm, the same on both sides`
        : 'Crop removed',
    )
  }

  const isMm = stacks.left.isMm && stacks.right.isMm
  function tellLength(length: number): void {
    setSaid(`Length ${lengthWords(length, isMm)}`)
  }

  function clear(): void {
    setPlaced(undefined)
    if (tool === 'crop') return cropTo(undefined)
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
    const view = viewOf(stack, at, chosenViewOf(side))
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
        return setView(side, action.view)
      case 'zoom':
        return setView(side, zoomedView(view, action.factor))
      case 'move':
        return setView(side, movedView(view, size, action.rightPx, action.downPx))
      case 'reset':
        setSharedView(undefined)
        setOwnViews({})
        return setWindow(firstWindow(isCt))
      case 'stack':
        return
      case 'tool':
        setPlaced(undefined)
        if (action.tool === 'crop' && !areAlike) return cropTo(undefined)
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
        return cropTo(action.crop)
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
    if (whyUnlinked) return setSaid(whyUnlinked)
    const next: Link = { isLinked: true, offsetMm: link.offsetMm + byMm }
    setPlaces(ats)
    setLeader('left')
    onLinkChange(next)
    setSaid(`The right side is shifted by ${offsetWords(next)}`)
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
      <ViewerToolbar
        isCt={isCt}
        window={chosenWindow}
        tool={tool}
        hasCrosshair={crosshair !== undefined}
        showsKeys={showsKeys}
        canCrop={areAlike}
        onAct={(action) => act(active, action)}
      >
        <div className="ct-group" role="group" aria-label="Link">
          <Toggle isOn={isLinked} keys="L" why={whyUnlinked} onClick={() => act(active, { do: 'link' })}>
            Linked
          </Toggle>
          <Button
            variant="default"
            size="compact-sm"
            title={whyUnlinked ?? 'Key B'}
            aria-keyshortcuts="B"
            disabled={whyUnlinked !== undefined}
            onClick={() => act(active, { do: 'match' })}
          >
            Match here
          </Button>
          <Toggle isOn={flicker !== undefined} keys="F" onClick={() => act(active, { do: 'flicker' })}>
            Flicker
          </Toggle>
          {flicker && (
            <Button variant="default" size="compact-sm" onClick={() => setFlicker(undefined)}>
              Side by side
            </Button>
          )}
        </div>
      </ViewerToolbar>
      <div className="ct-body">
        <div className={flicker ? 'ct-panes ct-flicker' : 'ct-panes'}>
          {sides.map((side) => (
            <div
              key={side}
              ref={boxes[side]}
              className={[
                'ct-side',
                side === active && 'ct-side-active',
                flicker && side !== flicker && 'ct-side-behind',
              ]
                .filter(Boolean)
                .join(' ')}
              role="application"
              aria-label={`Images of ${helds[side].series.label}. Arrow keys leaf, question mark lists all keys.`}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys go to the side
              tabIndex={0}
              onFocus={() => setActive(side)}
              onPointerDown={() => boxes[side].current?.focus({ preventScroll: true })}
            >
              <p className="ct-side-head">
                <strong>{helds[side].series.label}</strong>
                <span>{seriesWords(helds[side].series)}</span>
              </p>
              <Pane
                ref={panes[side]}
                stack={stacks[side]}
                at={ats[side]}
                view={chosenViewOf(side)}
                window={chosenWindow}
                tool={tool}
                crosshair={crosshairOn(side)}
                placed={placed?.side === side ? placed.pixel : undefined}
                crop={crop}
                waiting={undefined}
                notice={notices[side]}
                tries={tries}
                onAct={(action) => act(side, action)}
                onLength={tellLength}
                onRetry={() => {
                  helds[side].loaded.retry()
                  setTries(tries + 1)
                }}
              />
            </div>
          ))}
        </div>
        {showsKeys && <KeyList of="pair" />}
      </div>
      <p className="ct-status">
        {levelsWords.map((words) => (
          <span key={words}>{words}</span>
        ))}
        <span>{whyUnlinked ?? (isLinked ? `linked, right ${offsetWords(link)}` : 'each scrolls alone')}</span>
        <span>{windowWords(grays)}</span>
        {crosshair && <span>{values.map((value) => value ?? 'outside').join(' | ')}</span>}
        {said && <span className="ct-said">{said}</span>}
      </p>
      <SpokenStatus words={spoken.join('. ')} />
    </section>
  )
}
