import type { ImageSource } from '#shared/domain/imaging/series-image.ts'

/**
 * Fetches beforehand what the first image waits for, while the case is still being read: the code of the tab and of the
 * viewer, and the line for pixels. Failures are told by whoever needs what failed.
 */
export function fetchImagesAhead(images: ImageSource | undefined): void {
  images?.prepare?.()
  import('../features/imaging/imaging-tab.tsx').catch(() => {})
  import('../features/imaging/viewer/stage.ts').catch(() => {})
}
