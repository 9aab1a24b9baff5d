/** The bands of the age at the first symptom of the 2017 EULAR/ACR criteria (doi 10.1136/annrheumdis-2017-211468). */
export type OnsetBand = 'under-18' | '18-39' | '40-or-over'

/** @param years age; completed ones count */
export function onsetBandOf(years: number): OnsetBand {
  return years < 18 ? 'under-18' : years < 40 ? '18-39' : '40-or-over'
}
