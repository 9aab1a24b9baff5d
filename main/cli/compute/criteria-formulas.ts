import { z } from 'zod'
import { bohanPeter, bohanPeterClass } from '#shared/domain/criteria/bohan-peter.ts'
import { connors } from '#shared/domain/criteria/connors.ts'
import { itemKnown, type CriteriaItemId, type Items } from '#shared/domain/criteria/criteria-items.ts'
import { ipaf, ipafDomains } from '#shared/domain/criteria/ipaf.ts'
import { lega } from '#shared/domain/criteria/lega.ts'
import { solomon } from '#shared/domain/criteria/solomon.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { formula, type Formula } from './formula.ts'
import { answer, isSameName, metOf, metOut, underOwnNames } from './given.ts'

type Names<Id extends CriteriaItemId> = Readonly<Record<Id, readonly [name: string, ...others: string[]]>>

const antibody = ['antibody', 'anti_synthetase', 'anti_ars', 'anti-aminoacyl-tRNA synthetase antibody'] as const
const ild = ['ild', 'interstitial_lung_disease', 'ild_unexplained', 'ILD not otherwise explained'] as const
const raynaud = ['raynaud', 'raynauds', 'raynaud_phenomenon'] as const
const hands = ['mechanics_hands', 'mechanic_hands'] as const
const fever = ['fever', 'unexplained_fever', 'fever not otherwise explained', 'unexplained persistent fever'] as const
const excluded = ['others_excluded', 'alternatives_excluded', 'alternative aetiologies excluded'] as const

/** What other sets ask for may stand in an input, so that one input does for all of them; it is said not to count. */
const asked = [
  antibody,
  ild,
  raynaud,
  hands,
  fever,
  excluded,
  ['myositis', 'arthritis', 'emg', 'enzymes', 'biopsy', 'rash'],
]
const isAskedSomewhere = (name: string) => asked.flat().some((known) => isSameName(known, name))
const notAsked = (names: readonly string[]) => names.length > 0 && { not_asked: names }

/**
 * A set whose items are answered with true, false or null. What is left out is not known.
 * @param more what else the answer holds
 */
function setFormula<Id extends CriteriaItemId>({
  names,
  evaluate,
  more = () => ({}),
  ...rest
}: Pick<Formula, 'name' | 'about' | 'example'> & {
  readonly names: Names<Id>
  readonly evaluate: (items: Items<Id>) => RuleFinding
  readonly more?: (finding: RuleFinding, items: Items<Id>) => Readonly<Record<string, unknown>>
}): Formula {
  const own = Object.entries(names) as unknown as readonly (readonly [Id, Names<Id>[Id]])[]
  const fields = Object.fromEntries(own.map(([, [name]]) => [name, answer.optional()]))
  const others = Object.fromEntries(own.map(([, [name, ...also]]) => [name, also]))
  return formula({
    ...rest,
    input: z.preprocess(
      underOwnNames(others),
      z
        .object(fields)
        .catchall(answer)
        .superRefine((given, context) => {
          for (const name of Object.keys(given))
            if (!(name in fields) && !isAskedSomewhere(name)) context.addIssue(`${name}: no set asks for it`)
        }),
    ),
    run(given) {
      const items = Object.fromEntries(
        own.map(([id, [name]]) => [id, itemKnown(id, { met: metOf(given[name]), because: '' })]),
      ) as unknown as Items<Id>
      const finding = evaluate(items)
      const nameOf = new Map<string, string>(own.map(([id, [name]]) => [id, name]))
      const missing = finding.criteria.filter(({ name }) => finding.missing.includes(midSentence(name)))
      return {
        met: metOut(finding.met),
        criteria: finding.criteria.map(({ id, met }) => ({ item: nameOf.get(id), met: metOut(met) })),
        missing: missing.map(({ id }) => nameOf.get(id)),
        because: finding.because,
        ...notAsked(Object.keys(given).filter((name) => !(name in fields))),
        ...more(finding, items),
        ...(finding.rule.caveat !== undefined && { note: finding.rule.caveat }),
      }
    },
  })
}

export const criteriaFormulas: readonly Formula[] = [
  setFormula({
    name: 'connors',
    about: 'antisynthetase syndrome by Connors 2010, Chest 138:1464',
    example: { antibody: true, ild: true, arthritis: false, raynaud: null, mechanics_hands: false, fever: false },
    names: {
      'anti-synthetase': antibody,
      ild,
      arthritis: ['arthritis'],
      raynaud,
      'mechanics-hands': hands,
      fever,
    },
    evaluate: connors,
  }),
  setFormula({
    name: 'solomon',
    about: 'antisynthetase syndrome by Solomon 2011, J Bras Pneumol 37:100; count rule not yet confirmed',
    example: { antibody: true, ild: true, myositis: null, arthritis: true, raynaud: true, mechanics_hands: false },
    names: {
      'anti-synthetase': antibody,
      'ild-unexplained': ild,
      'bohan-peter': ['myositis', 'pm_dm', 'bohan_peter', 'PM or DM by Bohan and Peter'],
      arthritis: ['arthritis'],
      raynaud,
      'mechanics-hands': hands,
    },
    evaluate: solomon,
  }),
  setFormula({
    name: 'lega',
    about: 'antisynthetase syndrome by Lega 2015, Eur Respir Rev 24:216',
    example: { antibody: true, myositis: false, ild: true, arthritis: false, fever: false, raynaud: null },
    names: {
      'anti-synthetase': antibody,
      myositis: ['myositis', 'overt or hypomyopathic myositis'],
      ild: ['ild', 'interstitial_lung_disease', 'ILD by ATS criteria'],
      'inflammatory-joints': ['arthritis', 'articular', 'articular_involvement', 'joints'],
      fever,
      raynaud,
      'mechanics-hands': hands,
    },
    evaluate: lega,
  }),
  setFormula({
    name: 'bohan-peter',
    about: 'polymyositis and dermatomyositis by Bohan and Peter 1975, N Engl J Med 292:344 and 403',
    example: { weakness: true, biopsy: false, enzymes: true, emg: true, rash: false },
    names: {
      'proximal-weakness': ['weakness', 'proximal_weakness', 'symmetric proximal weakness'],
      'muscle-biopsy': ['biopsy', 'muscle_biopsy'],
      'enzymes-aldolase': ['enzymes', 'muscle_enzymes', 'raised_enzymes'],
      emg: ['emg'],
      'dm-rash': ['rash', 'skin', 'dm_rash'],
    },
    evaluate: bohanPeter,
    more({ score }, items) {
      const rash = items['dm-rash'].met === true
      const name = bohanPeterClass(score!.value, rash)
      return { class: name, disease: name === 'none' ? null : rash ? 'DM' : 'PM', muscle_items: score!.value }
    },
  }),
  setFormula({
    name: 'ipaf',
    about: 'interstitial pneumonia with autoimmune features; Fischer 2015, doi 10.1183/13993003.00150-2015',
    example: { ild: true, others_excluded: true, no_ctd: true, raynaud: true, hrct: true },
    names: {
      ild: ['ild', 'interstitial_pneumonia'],
      'others-excluded': excluded,
      'no-defined-ctd': ['no_ctd', 'no_defined_ctd', 'no defined CTD criteria met'],
      'mechanics-hands': [...hands, 'distal digital fissuring'],
      'digital-ulcers': ['digital_ulcers', 'distal digital tip ulceration'],
      'joints-or-stiffness': ['arthritis', 'arthritis_or_stiffness'],
      'palmar-telangiectasia': ['palmar_telangiectasia'],
      raynaud,
      'digital-edema': ['digital_edema', 'digital_oedema'],
      'gottron-sign': ['gottron_sign', 'gottron'],
      ana: ['ana'],
      'anti-synthetase': antibody,
      'other-serology': ['other_serology', 'other_antibody'],
      'lung-morphology': ['morphology', 'hrct', 'histology', 'pattern'],
      multicompartment: ['multicompartment'],
    },
    evaluate: ipaf,
    more: (_finding, items) => ({
      domains: Object.fromEntries(ipafDomains(items).map(({ name, met }) => [name, metOut(met)])),
    }),
  }),
]
