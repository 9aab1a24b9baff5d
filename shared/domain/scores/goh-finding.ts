import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { dayNumber, firstDay, type IsoDay } from '../partial-date.ts'
import type { Criterion, Rule, RuleFinding } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { fvcNear } from './fvc-near.ts'
import { gohExtent, gohStage } from './goh.ts'

const rule: Rule = {
  id: 'goh',
  name: 'Goh extent',
  version: '1',
  citation: 'Goh NSL et al. Am J Respir Crit Care Med 2008;177:1248–54. doi 10.1164/rccm.200706-877OC',
  caveat:
    'Made for systemic sclerosis: in antisynthetase syndrome it is an extrapolation. An indeterminate extent takes the FVC nearest to the CT, within a year; that limit is this program’s.',
}

type Study = CaseRecord['records']['imaging'][number]

/** The extent as read, or as the percentage says where only that is given. */
const extentOf = ({ goh, extent_pct }: Study) => goh ?? (extent_pct === undefined ? undefined : gohExtent(extent_pct))

function extentCriterion(study: Study | undefined): Criterion {
  const shape = { id: 'extent', name: 'Extent on CT' }
  if (!study) return { ...shape, met: undefined, because: 'No CT with an extent is recorded.', inputs: [] }
  const percent = study.extent_pct === undefined ? '' : `${formatNumber(study.extent_pct, 0)} %, `
  const text = `${percent}${extentOf(study)}${dated(study.date)}`
  const item = study.goh === undefined ? 'extent_pct' : 'goh'
  const input = usedInput('imaging', study, { item, date: study.date, text })
  return { ...shape, met: extentOf(study) === 'extensive', because: text, inputs: [input] }
}

/** The newest CT with an extent, up to a day; where that is indeterminate, FVC decides. */
export function gohFinding(record: CaseRecord, settings: ClinicalSettings, upTo: IsoDay): RuleFinding {
  const day = dayNumber(upTo)
  const study = record.records.imaging.findLast(
    (each) => extentOf(each) !== undefined && each.date !== undefined && firstDay(each.date) <= day,
  )
  const extent = extentCriterion(study)
  const open = (because: string, missing: string, criteria: readonly Criterion[]): RuleFinding => ({
    rule,
    met: undefined,
    because,
    criteria,
    missing: [missing],
  })
  if (!study) return open('Not assessable: no CT with an extent is recorded.', 'extent on CT', [extent])
  const staged = (stage: 'limited' | 'extensive', criteria: readonly Criterion[]): RuleFinding => ({
    rule,
    met: stage === 'extensive',
    because: `${stage === 'limited' ? 'Limited' : 'Extensive'}: ${criteria.map(({ because }) => because).join('; ')}.`,
    criteria,
    missing: [],
    score: { value: stage === 'extensive' ? 1 : 0, text: stage },
  })
  const kind = extentOf(study)!
  if (kind !== 'indeterminate') return staged(kind, [extent])
  const nearest = fvcNear(record, settings, study.date!)
  if (!nearest)
    return open(
      'Not assessable: the extent is indeterminate, and no FVC is within a year of the CT.',
      'FVC % near the CT',
      [extent],
    )
  const stage = gohStage(kind, nearest.value)!
  const { recordId, version, source, date, reference } = nearest
  const text = `FVC ${formatNumber(nearest.value, 1)} %${dated(date)}, ${reference}`
  const fvc: Criterion = {
    id: 'fvc',
    name: 'FVC under 70 %',
    met: stage === 'extensive',
    because: text,
    inputs: [{ form: 'pft', recordId, version, source, item: 'fvc', date, text }],
  }
  return staged(stage, [extent, fvc])
}
