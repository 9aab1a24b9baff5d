import type { NegativeBinomialFit } from './negative-binomial.ts'

/** The theta of a fit as methods answer it. */
export const thetaStated = ({ theta, thetaError }: NegativeBinomialFit) =>
  thetaError === null
    ? { unavailable: 'The counts vary no more than Poisson’s law has it: the fit is Poisson’s.' }
    : { theta, error: thetaError }
