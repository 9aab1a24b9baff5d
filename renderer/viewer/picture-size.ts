/**
 * Width and height in pixels that a PNG or JPEG claims, read from its header: a file of a few kilobytes may claim gigabytes.
 * Undefined where the header can't be read.
 */
export function pictureSize(bytes: ArrayBuffer): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes)
  try {
    // PNG (ISO/IEC 15948): signature, then the header chunk.
    if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) }
    return jpegSize(view)
  } catch {
    return undefined // It ends too early.
  }
}

/** JPEG (ITU-T T.81): segments, each with its length, until the one that begins a frame. */
function jpegSize(view: DataView): { readonly width: number; readonly height: number } | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const kind = view.getUint8(at + 1)
    const beginsFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
    if (beginsFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
  }
  return undefined
}
