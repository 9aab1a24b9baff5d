import { Button } from '@mantine/core'
import { Link, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { Suspense, useMemo, useState, type ReactNode } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { withoutKeptBack } from '#shared/domain/imaging/kept-back-readings.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import {
  AssessmentTab,
  DocumentsTab,
  FlowSheetTab,
  HistoryTab,
  ImagingTab,
  OneChart,
  RecordTab,
  TreatmentsTab,
  VisitPage,
} from '#renderer/app/case-parts.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { VoidedCaseNote } from '#renderer/app/merge-parts.tsx'
import { NoRightPage } from '#renderer/app/no-right.tsx'
import { CaseSignatureLine } from '#renderer/app/signature-parts.tsx'
import { keyNames } from '#renderer/app/shortcut-table.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { Unfinished } from '#renderer/app/unfinished.tsx'
import { useOnlooker } from '#renderer/app/use-onlooker.ts'
import { useRights } from '#renderer/app/use-rights.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { unsettledWords } from '#renderer/forms/queries/query-words.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/app/later-styles.ts'
import { CaseSide } from './case-side.tsx'
import { FactStrip } from './fact-strip.tsx'
import { useChartSearch } from './use-chart-search.ts'
import './case-page.css'

const tabs = [
  { id: 'chart', label: 'Chart', shortcut: 'case-chart' },
  { id: 'record', label: 'Record', shortcut: 'case-record' },
  { id: 'flow-sheet', label: 'Flow sheet', shortcut: 'case-flow-sheet' },
  { id: 'treatments', label: 'Treatments', shortcut: 'case-treatments' },
  { id: 'assessment', label: 'Assessment', shortcut: 'case-assessment' },
  { id: 'imaging', label: 'Imaging', shortcut: 'case-imaging' },
  { id: 'documents', label: 'Documents', shortcut: 'case-documents' },
  { id: 'history', label: 'History', shortcut: 'case-history' },
] as const
/** Visits have a page of their own within the case; it is no tab. */
type TabId = (typeof tabs)[number]['id'] | 'visit'

/** One case: the facts that one says aloud, and what there is to see and to do. */
export function CasePage() {
  const { caseId = '', tab } = useParams({ strict: false })
  const [today] = useState(todayHere)
  const record = useQueryOf('cases.get', { caseId })
  const settings = useQueryOf('registry.settings', {})
  const current = tab === 'visit' ? tab : (tabs.find(({ id }) => id === tab)?.id ?? 'chart')
  if (record.isPending || settings.isPending) return <BusyBar label="Opening the case" />
  if (!record.data || !settings.data)
    return (
      <div className="page">
        <h1>This case could not be opened</h1>
        <ErrorMessage
          error={record.error ?? settings.error}
          onRetry={() => void Promise.all([record.refetch(), settings.refetch()])}
        />
        <p>
          <Link to="/cases">Go to the cases</Link>
        </p>
      </div>
    )
  return (
    <div className="case-page">
      <FactStrip record={record.data} today={today} settings={settings.data} />
      <Suspense>
        <CaseSignatureLine caseId={caseId} />
      </Suspense>
      {record.data.case.voided_at && (
        <Suspense>
          <VoidedCaseNote record={record.data} />
        </Suspense>
      )}
      <Unfinished caseId={caseId} />
      <Tabs caseId={caseId} current={current} isInUse={record.data.case.voided_at === undefined}>
        <Suspense fallback={<BusyBar />}>
          <TabContent tab={current} record={record.data} today={today} settings={settings.data} />
        </Suspense>
      </Tabs>
    </div>
  )
}

interface TabContentProps {
  readonly tab: TabId
  readonly record: CaseRecord
  readonly today: string
  readonly settings: ClinicalSettings
}

function TabContent({ tab, record: whole, today, settings }: TabContentProps) {
  const { canWrite } = useRights()
  const onlooker = useOnlooker()
  const { record, keptBack } = useMemo(() => withoutKeptBack(whole, onlooker), [whole, onlooker])
  switch (tab) {
    case 'chart':
      return (
        <div className="case-chart">
          <div className="case-chart-main">
            {/* What stands beside the chart need not wait for it. */}
            <Suspense fallback={<BusyBar />}>
              <OneChart record={record} today={today} settings={settings} />
            </Suspense>
          </div>
          <CaseSide record={record} today={today} />
        </div>
      )
    case 'record':
      return <RecordTab record={record} today={today} keptBack={keptBack} />
    case 'flow-sheet':
      return <FlowSheetTab record={record} today={today} />
    case 'treatments':
      return <TreatmentsTab record={record} today={today} />
    case 'assessment':
      return <AssessmentTab record={record} today={today} />
    case 'imaging':
      // Keeps readings back itself, and says so beside the images.
      return <ImagingTab record={whole} />
    case 'visit':
      return canWrite ? <VisitPage record={record} today={today} /> : <NoRightPage right="write" />
    case 'documents':
      return <DocumentsTab record={record} />
    case 'history':
      return <HistoryTab record={whole} />
  }
}

/** How good the data of the case are: what is asked and not settled yet, else what is lacking. */
function QualityLink({ caseId }: { readonly caseId: string }) {
  const counts = useQueryOf('quality.queryCounts', { caseId }).data
  const words = counts && unsettledWords(counts)
  const search = { part: words ? 'queries' : 'completeness', case: caseId }
  return (
    <Link to="/quality" search={() => search as never} className="case-quality" data-asked={words && true}>
      {words ?? 'Data quality'}
    </Link>
  )
}

interface TabsProps {
  readonly caseId: string
  readonly current: TabId
  /** False for a case that is voided, or was merged into another. */
  readonly isInUse: boolean
  readonly children: ReactNode
}

/** The parts of the case page. They have addresses, so they are links; digits lead to them. */
function Tabs({ caseId, current, isInUse, children }: TabsProps) {
  const navigate = useNavigate()
  const { history } = useRouter()
  // One step back leads out of the case again, whatever was looked at in it.
  const chartSearch = useChartSearch(caseId, current === 'chart')
  const searchOf = (tab: TabId) => () => (tab === 'chart' ? chartSearch : {}) as never
  const go = (tab: TabId) =>
    void navigate({ to: '/cases/$caseId/$tab', params: { caseId, tab }, search: searchOf(tab), replace: true })
  useShortcut('case-chart', () => go('chart'))
  useShortcut('case-record', () => go('record'))
  useShortcut('case-flow-sheet', () => go('flow-sheet'))
  useShortcut('case-treatments', () => go('treatments'))
  useShortcut('case-assessment', () => go('assessment'))
  useShortcut('case-imaging', () => go('imaging'))
  useShortcut('case-documents', () => go('documents'))
  useShortcut('case-history', () => go('history'))
  const newVisit = () => {
    const search = { open: 'new' }
    const params = { caseId, tab: 'visit' }
    void navigate({ to: '/cases/$caseId/$tab', params, search: () => search as never, replace: true })
  }
  const { canWrite } = useRights()
  const takesVisits = canWrite && isInUse
  useShortcut('visit-new', () => takesVisits && newVisit())
  useShortcut('case-up', () => void navigate({ to: '/cases' }))
  useShortcut('back', () => history.back())
  return (
    <>
      <nav className="tabs case-tabs" aria-label="Parts of the case">
        {tabs.map(({ id, label, shortcut }) => (
          <Link
            key={id}
            to="/cases/$caseId/$tab"
            params={{ caseId, tab: id }}
            search={searchOf(id)}
            replace
            aria-current={id === current ? 'page' : undefined}
          >
            {label} <kbd aria-hidden>{keyNames(shortcut)}</kbd>
          </Link>
        ))}
        <QualityLink caseId={caseId} />
        {takesVisits && (
          <Button className="case-new-visit" size="compact-sm" variant="default" onClick={newVisit}>
            New visit <kbd aria-hidden>{keyNames('visit-new')}</kbd>
          </Button>
        )}
      </nav>
      <div className="case-content">{children}</div>
    </>
  )
}
