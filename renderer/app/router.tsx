import type { QueryClient } from '@tanstack/react-query'
import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { RouterHistory } from '@tanstack/react-router'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import type { Client } from '#shared/ipc/client.ts'
import { OpenPage } from '../features/open/open-page.tsx'
import { queryOf } from '../ipc/use-contract.ts'
import { BusyBar } from './busy-bar.tsx'
import { readCaseSearch, readMultiplesSearch } from './case-search.ts'
import { fetchImagesAhead } from './images-ahead.ts'
import { NothingHere, PageError } from './page-error.tsx'
import { RootPage } from './root-page.tsx'
import { madeOfDictionary, readSiteItems } from './site-items.tsx'

export interface RouteContext {
  readonly client: Client
  readonly queryClient: QueryClient
  readonly images?: ImageSource | undefined
}

const root = createRootRouteWithContext<RouteContext>()({ component: RootPage })

/** Screens of the record are for an open registry only. */
async function demandOpen({ context }: { context: RouteContext }): Promise<void> {
  const { client, queryClient } = context
  const status = await queryClient.fetchQuery(queryOf(client, 'registry.status', {}))
  if (status.state === 'closed') throw redirect({ to: '/open', replace: true })
  await readSiteItems(context)
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/open', replace: true })
  },
})
const open = createRoute({
  getParentRoute: () => root,
  path: '/open',
  validateSearch: readOpenSearch,
  component: OpenPage,
})
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: readCaseSearch,
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/cases/cases-page.tsx'), 'CasesPage'),
})
const newCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/new',
  beforeLoad: demandOpen,
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/record/new-case.tsx'), 'NewCase')),
})
const multiples = createRoute({
  getParentRoute: () => root,
  path: '/cases/multiples',
  validateSearch: readMultiplesSearch,
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/multiples/multiples-page.tsx'), 'MultiplesPage'),
})
const caseStart = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  beforeLoad: ({ params: { caseId } }) => {
    throw redirect({ to: '/cases/$caseId/$tab', params: { caseId, tab: 'chart' }, replace: true })
  },
})
const mergeCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId/merge',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/merge/merge-page.tsx'), 'MergePage'),
})
const caseTab = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId/$tab',
  async beforeLoad({ context, params: { tab }, preload }) {
    await demandOpen({ context })
    if (tab === 'imaging' && !preload) fetchImagesAhead(context.images)
  },
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/case/case-page.tsx'), 'CasePage')),
})
const registry = createRoute({
  getParentRoute: () => root,
  path: '/registry',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/registry/registry-page.tsx'), 'RegistryPage'),
})
const keyChange = createRoute({
  getParentRoute: () => root,
  path: '/registry/key',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/registry/recovery-key-page.tsx'), 'RecoveryKeyPage'),
})
const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/health/health-page.tsx'), 'HealthPage'),
})
const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/users/users-page.tsx'), 'UsersPage'),
})
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  beforeLoad: demandOpen,
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage')),
})
const due = createRoute({
  getParentRoute: () => root,
  path: '/due',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/due/due-page.tsx'), 'DuePage'),
})
const cohorts = createRoute({
  getParentRoute: () => root,
  path: '/cohorts',
  beforeLoad: demandOpen,
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/cohort/cohorts-page.tsx'), 'CohortsPage')),
})
const cohortStart = createRoute({
  getParentRoute: () => root,
  path: '/cohorts/$cohortId',
  beforeLoad: ({ params: { cohortId }, search }) => {
    throw redirect({
      to: '/cohorts/$cohortId/$part',
      params: { cohortId, part: 'definition' },
      search: () => search as never,
      replace: true,
    })
  },
})
const cohort = createRoute({
  getParentRoute: () => root,
  path: '/cohorts/$cohortId/$part',
  beforeLoad: demandOpen,
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/cohort/cohort-page.tsx'), 'CohortPage')),
})
const registryDocuments = createRoute({
  getParentRoute: () => root,
  path: '/registry/documents',
  beforeLoad: demandOpen,
  component: madeOfDictionary(
    lazyRouteComponent(() => import('../features/documents/registry-documents-page.tsx'), 'RegistryDocumentsPage'),
  ),
})
const share = createRoute({
  getParentRoute: () => root,
  path: '/share',
  beforeLoad: demandOpen,
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/share/share-page.tsx'), 'SharePage')),
})
const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/quality/quality-page.tsx'), 'QualityPage'),
})
const ctAgreement = createRoute({
  getParentRoute: () => root,
  path: '/ct-agreement',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/imaging/agreement/agreement-page.tsx'), 'AgreementPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
})
const siteItems = createRoute({
  getParentRoute: () => root,
  path: '/settings/items',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/settings/items-page.tsx'), 'ItemsPage'),
})
const monitoring = createRoute({
  getParentRoute: () => root,
  path: '/settings/monitoring',
  beforeLoad: demandOpen,
  component: lazyRouteComponent(() => import('../features/settings/monitoring-page.tsx'), 'MonitoringPage'),
})
const help = createRoute({
  getParentRoute: () => root,
  path: '/help',
  component: madeOfDictionary(lazyRouteComponent(() => import('../features/help/help-page.tsx'), 'HelpPage')),
})
const about = createRoute({
  getParentRoute: () => root,
  path: '/about',
  component: lazyRouteComponent(() => import('../features/about/about-page.tsx'), 'AboutPage'),
})
const printDocument = createRoute({
  getParentRoute: () => root,
  path: '/print/document/$kind',
  beforeLoad: ({ context }) => readSiteItems(context),
  component: lazyRouteComponent(() => import('../print/document-page.tsx'), 'DocumentPage'),
})
const printRecovery = createRoute({
  getParentRoute: () => root,
  path: '/print/document/recovery',
  component: lazyRouteComponent(() => import('../print/recovery-page.tsx'), 'RecoveryPage'),
})
const printReportFigure = createRoute({
  getParentRoute: () => root,
  path: '/print/report-figure/$caseId',
  beforeLoad: ({ context }) => readSiteItems(context),
  component: lazyRouteComponent(() => import('../print/report-figure-page.tsx'), 'ReportFigurePage'),
})
const printCodebook = createRoute({
  getParentRoute: () => root,
  path: '/print/document/codebook',
  beforeLoad: ({ context }) => readSiteItems(context),
  component: lazyRouteComponent(() => import('../print/codebook-page.tsx'), 'CodebookPage'),
})
const printPaperForms = createRoute({
  getParentRoute: () => root,
  path: '/print/document/paper-forms',
  beforeLoad: ({ context }) => readSiteItems(context),
  component: lazyRouteComponent(() => import('../print/paper-forms-page.tsx'), 'PaperFormsPage'),
})
const printFigure = createRoute({
  getParentRoute: () => root,
  path: '/print/figure/$caseId',
  beforeLoad: ({ context }) => readSiteItems(context),
  component: lazyRouteComponent(() => import('../print/figure-page.tsx'), 'FigurePage'),
})

const printCtFigure = createRoute({
  getParentRoute: () => root,
  path: '/print/ct-figure/$pairId',
  component: lazyRouteComponent(() => import('../print/ct-figure-page.tsx'), 'CtFigurePage'),
})
const printCohortReport = createRoute({
  getParentRoute: () => root,
  path: '/print/document/cohort-report',
  component: lazyRouteComponent(() => import('../print/cohort-report-page.tsx'), 'CohortReportPage'),
})
const printCohortFigure = createRoute({
  getParentRoute: () => root,
  path: '/print/cohort-figure/$resultId',
  component: lazyRouteComponent(() => import('../print/cohort-figure-page.tsx'), 'CohortFigurePage'),
})

interface OpenSearch {
  /** The registry to unlock, and where in it to go on: it was locked there. */
  readonly folder?: string
  readonly back?: string
}
function readOpenSearch({ folder, back }: Record<string, unknown>): OpenSearch {
  return { ...(typeof folder === 'string' && { folder }), ...(typeof back === 'string' && { back }) }
}

const routeTree = root.addChildren([
  start,
  open,
  cases,
  newCase,
  multiples,
  caseStart,
  mergeCase,
  caseTab,
  registry,
  keyChange,
  health,
  users,
  audit,
  due,
  cohorts,
  cohortStart,
  cohort,
  registryDocuments,
  share,
  quality,
  ctAgreement,
  settings,
  siteItems,
  monitoring,
  help,
  about,
  printDocument,
  printRecovery,
  printCodebook,
  printPaperForms,
  printFigure,
  printReportFigure,
  printCohortReport,
  printCohortFigure,
  printCtFigure,
])

export function createAppRouter(context: RouteContext, history: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree,
    context,
    history,
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
    defaultPendingComponent: () => <BusyBar />,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NothingHere,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
