/** What of a pulmonary function test has predicted values, and under which names. */

export const lungIndices = ['fvc', 'fev1', 'ratio', 'tlc', 'frc', 'rv', 'dlco', 'kco', 'va'] as const
/** `ratio` is FEV1/FVC of one test; all others are items of the form. */
export type LungIndex = (typeof lungIndices)[number]

export const lungIndexLabels: Readonly<Record<LungIndex, string>> = {
  fvc: 'FVC',
  fev1: 'FEV1',
  ratio: 'FEV1/FVC',
  tlc: 'TLC',
  frc: 'FRC',
  rv: 'RV',
  dlco: 'DLCO',
  kco: 'KCO',
  va: 'VA',
}
