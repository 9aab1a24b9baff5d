/** The screens that can be gone to from anywhere, for the rail and the command palette. */
import type { UserRight } from '#shared/ipc/rights.ts'

interface Screen {
  readonly to: string
  readonly label: string
  /** Missing where it is there always. */
  readonly when?: 'open' | 'closed'
  /** Of no use without it. */
  readonly right?: UserRight
}

export const screens = [
  { to: '/open', label: 'Open a registry', when: 'closed' },
  { to: '/cases', label: 'Cases', when: 'open' },
  { to: '/due', label: 'Due', when: 'open' },
  { to: '/cases/multiples', label: 'Small multiples', when: 'open' },
  { to: '/cohorts', label: 'Cohorts', when: 'open' },
  { to: '/quality', label: 'Data quality', when: 'open' },
  { to: '/ct-agreement', label: 'Agreement of CT readers', when: 'open' },
  { to: '/registry', label: 'Registry', when: 'open' },
  { to: '/health', label: 'Registry health', when: 'open' },
  { to: '/users', label: 'Registry users', when: 'open', right: 'administer' },
  { to: '/registry/key', label: 'Change the key', when: 'open' },
  { to: '/audit', label: 'Audit', when: 'open' },
  { to: '/registry/documents', label: 'Codebook and blank forms', when: 'open' },
  { to: '/share', label: 'Share de-identified', when: 'open', right: 'export' },
  { to: '/settings/items', label: 'Items and measures', when: 'open' },
  { to: '/settings/monitoring', label: 'Schedules of monitoring', when: 'open' },
  { to: '/settings', label: 'Settings' },
  { to: '/help', label: 'Help' },
  { to: '/about', label: 'About' },
] as const satisfies readonly Screen[]

export type ScreenAddress = (typeof screens)[number]['to']
