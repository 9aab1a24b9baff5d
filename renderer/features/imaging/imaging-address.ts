/** What of the images is looked at, as it stands in the address: so that Back, reload and lock lead to the same place. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

const panels = ['reading', 'density', 'marks'] as const
export type PanelName = (typeof panels)[number]

export interface ImagingAddress {
  /** The series that is looked at; the earlier one of two. */
  readonly series?: string
  /** The one beside it. */
  readonly with?: string
  readonly panel?: PanelName
  /** Images are being taken in. */
  readonly open?: 'import'
}

function readAddress(raw: Readonly<Record<string, unknown>>): ImagingAddress {
  const text = (name: 'series' | 'with') => (typeof raw[name] === 'string' ? { [name]: raw[name] } : {})
  const panel = panels.find((name) => name === raw['panel'])
  return {
    ...text('series'),
    ...text('with'),
    ...(panel && { panel }),
    ...(raw['open'] === 'import' && { open: 'import' as const }),
  }
}

export function useImagingAddress(): { readonly address: ImagingAddress; readonly go: (to: ImagingAddress) => void } {
  const { caseId = '' } = useParams({ strict: false })
  const address = readAddress(useSearch({ strict: false }) as Readonly<Record<string, unknown>>)
  const navigate = useNavigate()
  const go = (to: ImagingAddress): void =>
    void navigate({
      to: '/cases/$caseId/$tab',
      params: { caseId, tab: 'imaging' },
      // The route takes any search; what is usable of it is decided above.
      search: () => to as never,
      replace: true,
    })
  return { address, go }
}
