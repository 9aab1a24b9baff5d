import type { ShowFile } from './messages.ts'
import { pictureSize } from './picture-size.ts'
import type { View } from './view.ts'

/** Each takes four bytes once it is drawn; a scan of A3 at 600 dots an inch has 70 million. */
const mostPixels = 150_000_000

/** A PNG or JPEG. Never larger than it is until somebody asks for it. @throws Error for one that would fill the memory */
export async function showPicture({ bytes, mediaType, title }: ShowFile): Promise<View> {
  const size = pictureSize(bytes)
  if (!size || size.width * size.height > mostPixels) throw new Error('the picture is too large')
  const element = new Image()
  element.className = 'picture'
  element.alt = title
  element.src = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  await element.decode()
  return {
    element,
    pages: [],
    zoom: (factor, width) => {
      element.style.width = `${Math.min(width, element.naturalWidth) * factor}px`
    },
  }
}
