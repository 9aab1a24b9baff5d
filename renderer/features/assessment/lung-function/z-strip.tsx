import { zOfLimit } from '#shared/domain/reference-values/reference-value.ts'

const width = 108
const height = 14
const lowest = -6
const highest = 3
const x = (z: number) => ((Math.min(highest, Math.max(lowest, z)) - lowest) / (highest - lowest)) * (width - 8) + 4

/** Where a z-score lies: the normal range shaded, hairlines at the limits of the bands. The number stands beside it. */
export function ZStrip({ z }: { readonly z: number }) {
  return (
    <svg className="z-strip" width={width} height={height} aria-hidden>
      <rect x={x(-zOfLimit)} width={x(zOfLimit) - x(-zOfLimit)} y={0} height={height} className="z-normal" />
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} className="z-axis" />
      {[-4, -2.5, 0].map((tick) => (
        <line key={tick} x1={x(tick)} x2={x(tick)} y1={tick === 0 ? 0 : 3} y2={tick === 0 ? height : height - 3} />
      ))}
      <circle cx={x(z)} cy={height / 2} r={3.5} data-low={z < -zOfLimit || undefined} />
    </svg>
  )
}
