import { useMemo } from 'react'
import { encode } from 'uqr'

/** Modules of white around a code, without which readers don't find it (ISO/IEC 18004). */
const quietZone = 4

/** A QR code as vectors: one path, so that printers leave no hairlines between its squares. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = useMemo(() => encode(text, { ecc: 'M', border: quietZone }), [text])
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  )
}
