import { useLayoutEffect, useRef } from 'react'
import type { FigurePicture } from '#shared/ipc/areas/ct-figures.ts'
import { bytesOfBase64 } from '../ipc/bytes-of-base64.ts'

interface CtPictureProps {
  readonly picture: FigurePicture
  /** px on the page. */
  readonly width: number
  readonly label: string
}

/** One picture of a figure, with each of its pixels: paper and files keep them all. */
export function CtPicture({ picture, width, label }: CtPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { widthPx, heightPx } = picture
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(imageDataOf(picture), 0, 0)
  }, [picture])
  const style = { width, height: (width * heightPx) / widthPx }
  return <canvas ref={canvas} width={widthPx} height={heightPx} style={style} role="img" aria-label={label} />
}

function imageDataOf({ base64, channels, widthPx, heightPx }: FigurePicture): ImageData {
  const bytes = new Uint8Array(bytesOfBase64(base64))
  const shown = new ImageData(widthPx, heightPx)
  for (let at = 0; at < widthPx * heightPx; at += 1)
    for (let color = 0; color < 4; color += 1)
      shown.data[at * 4 + color] = color === 3 ? 255 : bytes[at * channels + (channels === 3 ? color : 0)]!
  return shown
}
