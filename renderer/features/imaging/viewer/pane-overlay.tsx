import type { MaskRun } from '#shared/domain/imaging/density/coded-mask.ts'
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import { opposite, orientationLetters } from '#shared/domain/imaging/orientation-letters.ts'
import { paneOfMm, paneOfPixel, pxPerMm } from '#shared/domain/imaging/plane-view.ts'
import type { CropRectangle, PaneSize, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneGeometry } from '#shared/domain/imaging/series-geometry.ts'
import { MaskCanvas } from './mask-canvas.tsx'
import type { Stack } from './stack.ts'
import { positionWords, valueWords } from './viewer-words.ts'
import type { Pixel } from './viewer-actions.ts'

interface PaneOverlayProps {
  readonly stack: Stack
  readonly at: number
  readonly plane: PlaneGeometry
  readonly view: PlaneView
  readonly window: GrayWindow
  readonly size: PaneSize
  readonly probe: Pixel | undefined
  readonly crosshair: Pixel | undefined
  readonly placed: Pixel | undefined
  readonly crop: CropRectangle | undefined
  readonly notice: string | undefined
  /** Pixels of this image that are to be seen as counted. */
  readonly mask: readonly MaskRun[] | undefined
}

const scaleBarMm = 50
const crossPx = 12

/** What stands over an image: where it lies, which way it is seen, the value under the pointer, crop and crosshair. */
export function PaneOverlay(props: PaneOverlayProps) {
  const { stack, at, plane, view, window, size, probe, crosshair, placed, crop, notice, mask } = props
  const barPx = scaleBarMm * pxPerMm(view, size)
  const value = probe && valueWords(stack, at, probe)
  return (
    <div className="ct-over" aria-hidden>
      {mask && <MaskCanvas runs={mask} plane={plane} view={view} size={size} />}
      <svg width={size.widthPx} height={size.heightPx}>
        {crop && <Crop crop={crop} view={view} size={size} />}
        {placed && <Mark at={paneOfPixel(plane, view, size, placed.column, placed.row)} isPlaced />}
        {placed && crosshair && <Rubber props={props} from={placed} to={crosshair} />}
        {crosshair && <Mark at={paneOfPixel(plane, view, size, crosshair.column, crosshair.row)} />}
        {stack.isMm && barPx < size.widthPx / 2 && <ScaleBar lengthPx={barPx} size={size} />}
      </svg>
      {stack.isMm && (
        <>
          <span className="ct-letter ct-top">{orientationLetters(opposite(plane.columnDirection))}</span>
          <span className="ct-letter ct-bottom">{orientationLetters(plane.columnDirection)}</span>
          <span className="ct-letter ct-left">{orientationLetters(opposite(plane.rowDirection))}</span>
          <span className="ct-letter ct-right">{orientationLetters(plane.rowDirection)}</span>
        </>
      )}
      {notice && <p className="ct-notice">{notice}</p>}
      <p className="ct-corner ct-south-west">{positionWords(stack, at)}</p>
      <p className="ct-corner ct-south-east">
        {value}
        <span>
          W {Math.round(window.width)} L {String(Math.round(window.center)).replace('-', '−')}
        </span>
      </p>
    </div>
  )
}

/** Light on dark and dark on light: an outline goes around it. */
function ScaleBar({ lengthPx, size }: { readonly lengthPx: number; readonly size: PaneSize }) {
  const right = size.widthPx - 10
  const y = size.heightPx - 56
  const bar = `M${right - lengthPx} ${y - 4}v8m0 -4h${lengthPx}m0 -4v8`
  return (
    <g className="ct-bar">
      <path className="ct-halo" d={bar} />
      <path d={bar} />
      <text x={right} y={y - 8} textAnchor="end">
        5 cm
      </text>
    </g>
  )
}

function Crop({ crop, view, size }: Pick<PaneOverlayProps, 'view' | 'size'> & { readonly crop: CropRectangle }) {
  const [left, top] = paneOfMm(view, size, crop.leftMm, crop.topMm)
  const [right, bottom] = paneOfMm(view, size, crop.leftMm + crop.widthMm, crop.topMm + crop.heightMm)
  return (
    <g className="ct-crop">
      <path
        className="ct-outside"
        fillRule="evenodd"
        d={`M0 0H${size.widthPx}V${size.heightPx}H0ZM${left} ${top}V${bottom}H${right}V${top}Z`}
      />
      <rect x={left} y={top} width={right - left} height={bottom - top} />
    </g>
  )
}

function Mark({
  at: [x, y],
  isPlaced = false,
}: {
  readonly at: readonly [number, number]
  readonly isPlaced?: boolean
}) {
  const gap = isPlaced ? 0 : 4
  return (
    <path
      className="ct-mark"
      d={`M${x - crossPx} ${y}H${x - gap}M${x + gap} ${y}H${x + crossPx}M${x} ${y - crossPx}V${y - gap}M${x} ${y + gap}V${y + crossPx}`}
    />
  )
}

function Rubber({
  props: { plane, view, size },
  from,
  to,
}: {
  readonly props: PaneOverlayProps
  readonly from: Pixel
  readonly to: Pixel
}) {
  const [x1, y1] = paneOfPixel(plane, view, size, from.column, from.row)
  const [x2, y2] = paneOfPixel(plane, view, size, to.column, to.row)
  return <path className="ct-mark ct-rubber" d={`M${x1} ${y1}L${x2} ${y2}`} />
}
