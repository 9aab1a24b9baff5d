/** Working correlations within a cluster: their inverse, and the estimate of their parameter from pairs of residuals. */

export const correlationNames = ['independence', 'exchangeable', 'ar1'] as const
export type CorrelationName = (typeof correlationNames)[number]

/** Rows of one cluster: from `start`, not including `end`. */
export interface Cluster {
  readonly start: number
  readonly end: number
}

export interface WorkingCorrelation {
  /** Replaces the rows of a cluster in `column` by R⁻¹ times them. */
  readonly solve: (column: Float64Array, cluster: Cluster, alpha: number) => void
  /** The next estimate of alpha; missing where nothing is estimated. */
  readonly nextAlpha?: (residuals: Float64Array, clusters: readonly Cluster[], scale: number, alpha: number) => number
}

export const workingCorrelations: Readonly<Record<CorrelationName, WorkingCorrelation>> = {
  independence: { solve: () => {} },
  exchangeable: {
    solve(column, { start, end }, alpha) {
      let sum = 0
      for (let row = start; row < end; row += 1) sum += column[row]!
      const shared = (alpha * sum) / (1 + (end - start - 1) * alpha)
      for (let row = start; row < end; row += 1) column[row] = (column[row]! - shared) / (1 - alpha)
    },
    nextAlpha(residuals, clusters, scale) {
      let products = 0
      let pairs = 0
      for (const { start, end } of clusters) {
        let sum = 0
        let squares = 0
        for (let row = start; row < end; row += 1) {
          sum += residuals[row]!
          squares += residuals[row]! ** 2
        }
        products += (sum * sum - squares) / 2
        pairs += ((end - start) * (end - start - 1)) / 2
      }
      return products / pairs / scale
    },
  },
  ar1: {
    solve(column, { start, end }, alpha) {
      let before = 0
      for (let row = start; row < end; row += 1) {
        const own = column[row]!
        const inner = row > start && row < end - 1 ? 1 + alpha * alpha : 1
        const after = row < end - 1 ? column[row + 1]! : 0
        if (end - start > 1) column[row] = (inner * own - alpha * (before + after)) / (1 - alpha * alpha)
        before = own
      }
    },
    // A Gauss-Newton step of least squares between products of all pairs and alpha to the power of their distance.
    nextAlpha(residuals, clusters, scale, alpha) {
      let upper = 0
      let lower = 0
      for (const { start, end } of clusters)
        for (let lag = 1; lag < end - start; lag += 1) {
          const power = alpha ** lag
          const slope = lag * alpha ** (lag - 1)
          let misses = 0
          for (let row = start; row + lag < end; row += 1)
            misses += (residuals[row]! * residuals[row + lag]!) / scale - power
          upper += slope * misses
          lower += slope * slope * (end - start - lag)
        }
      return alpha + upper / lower
    },
  },
}
