/** How agreement is computed, in words, with where it comes from. */
import type { Agreement } from './reader-agreement.ts'

export const agreementMethods: Readonly<
  Record<Agreement['method'], { readonly name: string; readonly words: string; readonly citation: string }>
> = {
  kappa: {
    name: 'Kappa',
    words:
      'Cohen’s kappa without weights: agreement beyond chance of categories without order; interval by the standard error of large samples.',
    citation: 'Cohen J. Educ Psychol Meas 1960;20:37–46. Fleiss JL, Cohen J, Everitt BS. Psychol Bull 1969;72:323–7.',
  },
  'weighted-kappa': {
    name: 'Weighted kappa',
    words:
      'Cohen’s kappa with quadratic weights: ratings in an order, of which near misses count less; interval by the standard error of large samples.',
    citation: 'Cohen J. Psychol Bull 1968;70:213–20. Fleiss JL, Cohen J, Everitt BS. Psychol Bull 1969;72:323–7.',
  },
  icc: {
    name: 'ICC (2,1)',
    words:
      'Intraclass correlation of percentages: two-way random effects, absolute agreement, one reader (ICC2); interval by the F distribution.',
    citation: 'Shrout PE, Fleiss JL. Psychol Bull 1979;86:420–8. McGraw KO, Wong SP. Psychol Methods 1996;1:30–46.',
  },
}
