import { formatPartialDate, type IsoDay } from '#shared/domain/partial-date.ts'
import type { CourseLane } from './course-lanes.ts'

interface LanesCaptionProps {
  readonly lanes: readonly CourseLane[]
  readonly asOf: IsoDay
  readonly today: IsoDay
}

/** What one must know to read the lanes: what wasn't recorded, and until when they are drawn. */
export function LanesCaption({ lanes, asOf, today }: LanesCaptionProps) {
  const sentences = [
    ...(lanes.some(isIllustrative) ? ['Illustrative doses are drawn dashed, illustrative infusions hollow.'] : []),
    ...(lanes.length > 0 && asOf < today
      ? [`Drawn to ${formatPartialDate(asOf)}: nothing is recorded of the time after.`]
      : []),
  ]
  return sentences.length === 0 ? null : <p className="field-note treatments-caption">{sentences.join(' ')}</p>
}

function isIllustrative({ doses, infusions }: CourseLane): boolean {
  return [...doses.map(({ segment }) => segment), ...infusions].some(({ source }) => source === 'illustrative')
}
