import { runsOf, type MaskRun } from '#shared/domain/imaging/density/coded-mask.ts'
import type { SentMask } from '#shared/ipc/areas/ct-density.ts'

/** The mask as the viewer asks for it. An image is opened when it is shown first, and then kept. */
export function maskOf({ images }: SentMask): (index: number) => readonly MaskRun[] {
  const known = new Map<number, readonly MaskRun[]>()
  return (index) => {
    const runs = known.get(index) ?? opened(images[index] ?? '')
    known.set(index, runs)
    return runs
  }
}

/** Two bytes a number, the low one first, whatever the machine's own order is. */
function opened(base64: string): readonly MaskRun[] {
  const bytes = atob(base64)
  const code = Uint16Array.from(
    { length: Math.floor(bytes.length / 2) },
    (_, at) => bytes.charCodeAt(2 * at) | (bytes.charCodeAt(2 * at + 1) << 8),
  )
  return runsOf(code)
}
