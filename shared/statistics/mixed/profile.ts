/**
 * The deviance of a linear mixed model as a function of the relative covariance G = ΛΛᵀ of its random effects, with fixed
 * effects and residual variance profiled out: Bates et al., J Stat Softw 2015;67(1), section 3, computed group by group from
 * sums of products, so that its cost does not grow with the number of rows. First and second derivatives are exact: with
 * V = I + ZGZᵀ and P = V⁻¹ − V⁻¹X(XᵀV⁻¹X)⁻¹XᵀV⁻¹, Searle, Casella and McCulloch, Variance Components, 1992, 6.6.
 */
import { factorInPlace, inverseOf, solveLower, solveLowerTransposed } from '../linear/cholesky.ts'

/** Sums of products within groups. The columns of X are orthonormal, and y stands for what is left of the outcome beside them. */
export interface GroupSums {
  readonly rows: number
  readonly groups: number
  /** Columns of X. */
  readonly p: number
  /** Columns of Z in a group. */
  readonly q: number
  /** ZᵀZ of each group, q × q. */
  readonly zz: Float64Array
  /** Zᵀ[X y] of each group, q × (p + 1). */
  readonly zxy: Float64Array
  /** yᵀy */
  readonly yy: number
}

export interface Profile {
  /** −2 log-likelihood, but for a constant; infinite where nothing is left to be residual. */
  readonly deviance: number
  readonly gamma: Float64Array
  /** Residual variance. */
  readonly variance: number
  /** (XᵀV⁻¹X)⁻¹ */
  readonly c: Float64Array
  /** Λ(I + ΛᵀZᵀZΛ)⁻¹Λᵀ of each group. */
  readonly k: Float64Array
}

/** Rows that the residual variance is estimated from. */
export const residualRows = ({ rows, p }: GroupSums, reml: boolean): number => (reml ? rows - p : rows)

export function profileAt(sums: GroupSums, lambda: Float64Array, reml: boolean): Profile {
  const { groups, p, q, zz, zxy, yy } = sums
  const width = p + 1
  const k = new Float64Array(groups * q * q)
  const d = new Float64Array(q * q)
  const half = new Float64Array(q * q)
  const kt = new Float64Array(width)
  const a = new Float64Array(width * width)
  for (let i = 0; i < p; i += 1) a[i * width + i] = 1
  a[p * width + p] = yy
  let logDeterminant = 0
  for (let group = 0; group < groups; group += 1) {
    const s = group * q * q
    const t = group * q * width
    for (let i = 0; i < q; i += 1)
      for (let j = 0; j <= i; j += 1) {
        let sum = i === j ? 1 : 0
        for (let x = 0; x < q; x += 1) {
          let part = 0
          for (let y = 0; y < q; y += 1) part += zz[s + x * q + y]! * lambda[y * q + j]!
          sum += lambda[x * q + i]! * part
        }
        d[i * q + j] = sum
      }
    factorInPlace(d, q)
    for (let i = 0; i < q; i += 1) logDeterminant += 2 * Math.log(d[i * q + i]!)
    // Row x of `half` is the solution of L h = (row x of Λ)ᵀ: K is the product of these.
    half.set(lambda)
    for (let x = 0; x < q; x += 1) solveLower(d, q, half.subarray(x * q, (x + 1) * q))
    for (let x = 0; x < q; x += 1)
      for (let y = 0; y < q; y += 1) {
        let sum = 0
        for (let i = 0; i < q; i += 1) sum += half[x * q + i]! * half[y * q + i]!
        k[s + x * q + y] = sum
      }
    for (let x = 0; x < q; x += 1) {
      for (let j = 0; j < width; j += 1) {
        let sum = 0
        for (let y = 0; y < q; y += 1) sum += k[s + x * q + y]! * zxy[t + y * width + j]!
        kt[j] = sum
      }
      for (let i = 0; i < width; i += 1) {
        const left = zxy[t + x * width + i]!
        for (let j = 0; j <= i; j += 1) a[i * width + j] = a[i * width + j]! - left * kt[j]!
      }
    }
  }
  const definite = factorInPlace(a, width)
  const l = new Float64Array(p * p)
  for (let i = 0; i < p; i += 1) l.set(a.subarray(i * width, i * width + p), i * p)
  const gamma = a.slice(p * width, p * width + p)
  solveLowerTransposed(l, p, gamma)
  const left = a[p * width + p]! ** 2
  const count = residualRows(sums, reml)
  let deviance = logDeterminant + count * Math.log(left)
  if (reml) for (let i = 0; i < p; i += 1) deviance += 2 * Math.log(l[i * p + i]!)
  return { deviance: definite ? deviance : Infinity, gamma, variance: left / count, c: inverseOf(l, p), k }
}

/** Derivatives of the deviance with respect to G, as sums over groups that any direction can be asked of. */
export interface Derivatives {
  /** The deviance changes by tr(slope · dG). */
  readonly slope: Float64Array
  /** Second derivatives, but for what the fixed effects and the residual variance add: q² × q². */
  readonly curvature: Float64Array
  /** For each pair of random effects, Σ [u ρ]ᵀ[u ρ], where u = ZᵀV⁻¹X and ρ = ZᵀPy. */
  readonly moments: Float64Array
}

export function derivativesAt(sums: GroupSums, profile: Profile, reml: boolean): Derivatives {
  const { groups, p, q, zz, zxy } = sums
  const { gamma, variance, c, k } = profile
  const width = p + 1
  const square = q * q
  const slope = new Float64Array(square)
  const curvature = new Float64Array(square * square)
  const moments = new Float64Array(square * width * width)
  const sk = new Float64Array(square)
  const b = new Float64Array(square)
  const bend = new Float64Array(square)
  const u = new Float64Array(q * width)
  const cu = new Float64Array(p)
  for (let group = 0; group < groups; group += 1) {
    const s = group * square
    const t = group * q * width
    for (let x = 0; x < q; x += 1)
      for (let y = 0; y < q; y += 1) {
        let sum = 0
        for (let i = 0; i < q; i += 1) sum += zz[s + x * q + i]! * k[s + i * q + y]!
        sk[x * q + y] = sum
      }
    for (let x = 0; x < q; x += 1) {
      for (let y = 0; y < q; y += 1) {
        let sum = zz[s + x * q + y]!
        for (let i = 0; i < q; i += 1) sum -= sk[x * q + i]! * zz[s + i * q + y]!
        b[x * q + y] = sum
      }
      for (let j = 0; j < width; j += 1) {
        let sum = zxy[t + x * width + j]!
        for (let i = 0; i < q; i += 1) sum -= sk[x * q + i]! * zxy[t + i * width + j]!
        u[x * width + j] = sum
      }
      for (let j = 0; j < p; j += 1) u[x * width + p] = u[x * width + p]! - u[x * width + j]! * gamma[j]!
    }
    for (let x = 0; x < q; x += 1) {
      for (let i = 0; i < p; i += 1) {
        let sum = 0
        for (let j = 0; j < p; j += 1) sum += c[i * p + j]! * u[x * width + j]!
        cu[i] = sum
      }
      for (let y = 0; y < q; y += 1) {
        let w = 0
        if (reml) for (let i = 0; i < p; i += 1) w += cu[i]! * u[y * width + i]!
        const residual = (u[x * width + p]! * u[y * width + p]!) / variance
        slope[x * q + y] = slope[x * q + y]! + b[x * q + y]! - w - residual
        bend[x * q + y] = 2 * residual + 2 * w - b[x * q + y]!
      }
    }
    for (let ab = 0; ab < square; ab += 1)
      for (let cd = 0; cd < square; cd += 1)
        curvature[ab * square + cd] = curvature[ab * square + cd]! + bend[ab]! * b[cd]!
    for (let x = 0; x < q; x += 1)
      for (let y = 0; y < q; y += 1) {
        const at = (x * q + y) * width * width
        for (let i = 0; i < width; i += 1) {
          const left = u[x * width + i]!
          for (let j = 0; j < width; j += 1)
            moments[at + i * width + j] = moments[at + i * width + j]! + left * u[y * width + j]!
        }
      }
  }
  return { slope, curvature, moments }
}
