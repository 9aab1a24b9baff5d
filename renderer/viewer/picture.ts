import type { ShowFile } from './messages.ts'
import type { View } from './view.ts'

/** A PNG or JPEG. Never larger than it is until somebody asks for it. */
export async function showPicture({ bytes, mediaType, title }: ShowFile): Promise<View> {
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
