import { useEffect, useRef } from 'react'
import { bytesOfBase64 } from '#renderer/ipc/bytes-of-base64.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'

interface SeriesPreviewProps {
  readonly scanId: string
  readonly seriesKey: string
  /** What is shown, for who doesn't see it. */
  readonly name: string
}

/** The image in the middle of a series. */
export function SeriesPreview({ scanId, seriesKey, name }: SeriesPreviewProps) {
  const { data, error } = useQueryOf(
    'images.preview',
    { scanId, key: seriesKey },
    { staleTime: Infinity, retry: false },
  )
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!data || !context) return
    const image = context.createImageData(data.columns, data.rows)
    const gray = new Uint8Array(bytesOfBase64(data.base64))
    for (const [at, value] of gray.entries()) image.data.set([value, value, value, 255], at * 4)
    context.putImageData(image, 0, 0)
  }, [data])
  if (error) return <span className="small soft">{error.message}</span>
  return (
    <canvas
      ref={canvas}
      className="import-preview"
      role="img"
      aria-label={`Middle image of ${name}`}
      width={data?.columns ?? 96}
      height={data?.rows ?? 96}
    />
  )
}
