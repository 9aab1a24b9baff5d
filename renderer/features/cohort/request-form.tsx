import type { AnalysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import { ExposureForm } from './exposure-form.tsx'
import { PairedForm } from './paired-form.tsx'
import { RatesForm } from './rates-form.tsx'
import { Table1Form } from './table1-form.tsx'
import { TimeToEventForm } from './time-to-event-form.tsx'
import { TrajectoryForm } from './trajectory-form.tsx'

interface RequestFormProps {
  readonly request: AnalysisRequest
  readonly onChange: (request: AnalysisRequest) => void
}

/** What an analysis is asked, each kind with its own fields. */
export function RequestForm({ request, onChange }: RequestFormProps) {
  switch (request.analysis) {
    case 'table1':
      return <Table1Form request={request} onChange={onChange} />
    case 'lmm':
    case 'gee':
      return <TrajectoryForm request={request} onChange={onChange} />
    case 'km':
    case 'cox':
    case 'cuminc':
      return <TimeToEventForm request={request} onChange={onChange} />
    case 'rates':
      return <RatesForm request={request} onChange={onChange} />
    case 'paired':
      return <PairedForm request={request} onChange={onChange} />
    case 'exposure':
      return <ExposureForm request={request} onChange={onChange} />
  }
}
