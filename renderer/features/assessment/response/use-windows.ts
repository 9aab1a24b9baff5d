/** The windows that are chosen, in the address: Back from a record finds them as they were. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { standardWindows, type ResponseWindows } from '#shared/domain/response/windows.ts'

interface WindowChoice {
  /** Name in the address. */
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly code: string; readonly label: string; readonly set: Partial<ResponseWindows> }[]
  /** The option that stands without a choice. */
  readonly standard: string
}

export const windowChoices: readonly WindowChoice[] = [
  {
    name: 'before',
    label: 'Before: the last within',
    standard: '90',
    options: [
      { code: '90', label: '3 months (lung function 6)', set: { beforeDays: 90 } },
      { code: '180', label: '6 months', set: { beforeDays: 180 } },
      { code: '365', label: '12 months', set: { beforeDays: 365 } },
    ],
  },
  {
    name: 'after',
    label: 'After: the nearest to',
    standard: '6-12',
    options: [
      { code: '3-6', label: '3 and 6 months', set: { afterMonths: [3, 6] } },
      { code: '6-12', label: '6 and 12 months', set: { afterMonths: [6, 12] } },
      { code: '12-24', label: '12 and 24 months', set: { afterMonths: [12, 24] } },
      { code: '24-36', label: '24 and 36 months', set: { afterMonths: [24, 36] } },
    ],
  },
  {
    name: 'within',
    label: 'Within',
    standard: '90',
    options: [
      { code: '30', label: '± 1 month', set: { toleranceDays: 30 } },
      { code: '60', label: '± 2 months', set: { toleranceDays: 60 } },
      { code: '90', label: '± 3 months', set: { toleranceDays: 90 } },
    ],
  },
  {
    name: 'span',
    label: 'Slopes and events over',
    standard: '24',
    options: [
      { code: '12', label: '1 year', set: { spanMonths: 12 } },
      { code: '24', label: '2 years', set: { spanMonths: 24 } },
      { code: '60', label: '5 years', set: { spanMonths: 60 } },
    ],
  },
]

interface ChosenWindows {
  readonly windows: ResponseWindows
  /** Code of the option of each choice, by its name. */
  readonly chosen: Readonly<Record<string, string>>
  readonly choose: (name: string, code: string) => void
}

export function useWindows(): ChosenWindows {
  const { caseId = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const options = windowChoices.map(({ name, standard, options: all }) => {
    const option = all.find(({ code }) => code === String(search[name])) ?? all.find(({ code }) => code === standard)!
    return { name, ...option }
  })
  return {
    windows: Object.assign({ ...standardWindows }, ...options.map(({ set }) => set)) as ResponseWindows,
    chosen: Object.fromEntries(options.map(({ name, code }) => [name, code])),
    choose: (name, code) =>
      void navigate({
        to: '/cases/$caseId/$tab',
        params: { caseId, tab: 'assessment' },
        search: () => ({ ...search, [name]: code }) as never,
        replace: true,
      }),
  }
}
