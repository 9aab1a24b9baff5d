import { useCallback, useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { drugStarts } from '#shared/domain/drug-start.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { AlignMenu } from './align-menu.tsx'
import { useChartAddress } from './chart-address.ts'
import { chartCaseOf } from './chart-case.ts'
import { ChartStage, lanesOfAll } from './chart-stage.tsx'
import { CompareMenu } from './compare-menu.tsx'
import { FirstEntries } from './first-entries.tsx'
import { LanesMenu } from './lanes-menu.tsx'
import { SaveMenu } from './save-menu.tsx'

interface OneChartProps {
  readonly record: CaseRecord
  /** ISO day. */
  readonly today: string
  readonly settings: ClinicalSettings
}

const nothingHidden: readonly string[] = []

/** Treatments, events and measurements of a case over one time axis, with every value at the date pointed at. */
export function OneChart({ record, today, settings }: OneChartProps) {
  const [address, go] = useChartAddress()
  const { id: caseId } = record.case
  const otherId = address.with === caseId ? undefined : address.with
  const other = useQueryOf('cases.get', { caseId: otherId ?? '-' }, { enabled: otherId !== undefined })
  const otherRecord = otherId === undefined ? undefined : other.data
  const cases = useMemo(
    () =>
      [
        chartCaseOf(record, today, settings),
        ...(otherRecord ? [chartCaseOf(otherRecord, today, settings)] : []),
      ] as const,
    [record, otherRecord, today, settings],
  )
  const hidden = useQueryOf('shell.settings', {}).data?.hiddenLanes ?? nothingHidden
  const saveSettings = useCommand('shell.saveSettings')
  const hide = useCallback(
    (hiddenLanes: readonly string[]) => saveSettings.mutate({ hiddenLanes: [...hiddenLanes] }),
    [saveSettings],
  )
  const tools = (view: ChartView) => (
    <>
      <AlignMenu
        starts={drugStarts(cases[0].timeline)}
        align={address.align}
        onAlign={(align) =>
          go({ ...(otherId !== undefined && { with: otherId }), ...(align !== undefined && { align }) })
        }
      />
      <LanesMenu lanes={lanesOfAll(cases)} hidden={hidden} onHide={hide} />
      <CompareMenu
        caseId={caseId}
        other={otherRecord?.case.code}
        onCompare={(chosen) =>
          go({
            ...(address.align !== undefined && { align: address.align }),
            ...(chosen !== undefined && { with: chosen }),
          })
        }
      />
      <SaveMenu caseId={caseId} view={view} />
    </>
  )
  return (
    <>
      {otherId !== undefined && <ErrorMessage error={other.error} />}
      <ChartStage
        cases={cases}
        align={address.align}
        hidden={hidden}
        tools={tools}
        whenEmpty={<FirstEntries caseId={caseId} />}
      />
    </>
  )
}
