/** Whether the images that the records speak of are there. Their content is read by the checks, not here. */
import type { HealthPart } from '#shared/ipc/areas/health.ts'
import { looksOfImages } from '../images/image-state.ts'
import type { Session } from '../session.ts'

const mostNamed = 5

export function imagesHealth(session: Session): HealthPart {
  const registry = session.registry()
  const { series, images, bytes, wrong, strange } = looksOfImages(registry)
  const part = (light: HealthPart['light'], ...sentences: string[]): HealthPart => ({ id: 'images', light, sentences })
  if (series === 0 && strange === 0) return part('good', 'No images are kept.')
  const kept = `${counted(series, 'series', 'series')} with ${counted(images, 'image', 'images')} ${series === 1 ? 'is' : 'are'} kept; ${series === 1 ? 'it takes' : 'they take'} ${wordsOfBytes(bytes)}.`
  const left =
    strange > 0
      ? [
          `${counted(strange, 'file', 'files')} in the folder “images” ${strange === 1 ? 'belongs' : 'belong'} to no record; perhaps the database was replaced by an older one. Nothing is done with ${strange === 1 ? 'it' : 'them'} here.`,
        ]
      : []
  if (wrong.length === 0) return part(strange > 0 ? 'attention' : 'good', kept, ...left)
  const named = wrong.slice(0, mostNamed).map(({ words }) => words)
  const more = wrong.length > mostNamed ? [`And ${wrong.length - mostNamed} more.`] : []
  return part(
    'bad',
    kept,
    ...named,
    ...more,
    'Take the files from a backup: restore one beside this registry, and copy what is in its folder “images” into the one here.',
    ...left,
  )
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

/** `2.1 GB`, as disks are sold. */
function wordsOfBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}
