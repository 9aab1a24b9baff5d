/** What can be chosen about data that are shared, in the words of the page. */
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { anchorWords, plainAnchors } from '#shared/domain/deidentify/anchor.ts'
import { standardDetail, type DetailName } from '#shared/domain/deidentify/detail.ts'
import type { ConsentRefusal } from '#shared/domain/deidentify/share-options.ts'
import type { ShareReport, ShareWish } from '#shared/ipc/areas/share.ts'

export const startWish: ShareWish = {
  dates: 'relative',
  anchor: 'diagnosis',
  detail: standardDetail,
  without: [],
  threshold: 5,
  withoutSmall: false,
}

export const dateChoices = [
  { code: 'relative', label: 'Days from the anchor' },
  { code: 'shift', label: 'Shifted calendar' },
]
export const dateNotes = {
  relative: 'The anchor is day 0; no calendar date leaves.',
  shift:
    'By 7 to 182 days, the same for all dates of a case; some come to lie ahead of today. Vague dates become years.',
} as const

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const anchorChoices = [
  ...plainAnchors.map((value) => ({ value: value as string, label: capital(anchorWords(value)) })),
  {
    group: 'First dose of',
    items: drugs.map(({ code, label }) => ({ value: `drug:${code}`, label: `First dose of ${label}` })),
  },
]

const keepOrOff = [
  { code: 'keep', label: 'Included' },
  { code: 'off', label: 'Left out' },
]
/** In the order of the page. */
export const detailChoices: readonly {
  readonly name: DetailName
  readonly label: string
  readonly choices: readonly { readonly code: string; readonly label: string }[]
}[] = [
  {
    name: 'age',
    label: 'Age at the anchor',
    choices: [
      { code: 'years', label: 'In years' },
      { code: 'ten', label: 'By ten' },
      { code: 'twenty', label: 'By twenty' },
      { code: 'off', label: 'Left out' },
    ],
  },
  { name: 'sex', label: 'Sex', choices: keepOrOff },
  {
    name: 'antibody',
    label: 'Antibodies',
    choices: [
      { code: 'each', label: 'Each result' },
      { code: 'group', label: 'Three groups' },
      { code: 'off', label: 'Left out' },
    ],
  },
  {
    name: 'pattern',
    label: 'CT pattern',
    choices: [
      { code: 'each', label: 'Each' },
      { code: 'group', label: 'Three groups' },
      { code: 'off', label: 'Left out' },
    ],
  },
  { name: 'reference_group', label: 'GLI reference group', choices: keepOrOff },
]

export const refusalWords: Readonly<Record<ConsentRefusal, string>> = {
  'not-for-sharing': 'whose consent does not cover sharing',
  'not-recorded': 'whose consent is not recorded',
  'not-given': 'whose consent was not given',
  withdrawn: 'whose consent is withdrawn',
}

const stepWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dates: { relative: 'Tell days from the anchor, no calendar' },
  age: { ten: 'Tell ages by ten years', twenty: 'Tell ages by twenty years', off: 'Leave ages out' },
  sex: { off: 'Leave sex out' },
  antibody: { group: 'Tell antibodies in three groups', off: 'Leave antibodies out' },
  pattern: { group: 'Tell CT patterns in three groups', off: 'Leave CT patterns out' },
  reference_group: { off: 'Leave the reference group out' },
}
export const wordsOfStep = ({ item, to }: ShareReport['steps'][number]): string =>
  stepWords[item]?.[to] ?? `${item}: ${to}`

/** The wish with the steps of a report taken. */
export function withSteps(wish: ShareWish, steps: ShareReport['steps']): ShareWish {
  return steps.reduce<ShareWish>(
    (so, { item, to }) =>
      item === 'dates'
        ? { ...so, dates: 'relative' }
        : { ...so, detail: { ...so.detail, [item]: to } as ShareWish['detail'] },
    wish,
  )
}

export const numberWords = (count: number): string => count.toLocaleString('en-US')
export const countOf = (count: number, one: string, many: string): string =>
  `${numberWords(count)} ${count === 1 ? one : many}`
