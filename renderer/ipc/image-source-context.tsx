import { createContext, useContext } from 'react'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'

const ImageSourceContext = createContext<ImageSource | undefined>(undefined)

export const ImageSourceProvider = ImageSourceContext.Provider

/** Where the images of the registry come from. */
export function useImageSource(): ImageSource {
  const source = useContext(ImageSourceContext)
  if (!source) throw new Error('ImageSourceProvider is missing')
  return source
}
