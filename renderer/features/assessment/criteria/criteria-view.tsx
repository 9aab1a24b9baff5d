import { useId, useMemo } from 'react'
import { criteriaFindings } from '#shared/domain/criteria/criteria-findings.ts'
import type { ViewProps } from '../view-props.ts'
import { ItemsTable } from './items-table.tsx'
import { Scores } from './scores.tsx'
import { SetDetail } from './set-detail.tsx'
import { SetStrip } from './set-strip.tsx'
import { useChosenSet } from './use-chosen-set.ts'
import './criteria.css'

/** Classification criteria side by side, item by item, and the scores. */
export function CriteriaView({ record, today, settings }: ViewProps) {
  const panelId = useId()
  const { items, findings } = useMemo(() => criteriaFindings(record, today), [record, today])
  const context = useMemo(() => ({ asOf: today, today, settings }), [today, settings])
  const [chosen, choose] = useChosenSet()
  const shown = findings.find(({ rule }) => rule.id === chosen) ?? findings[0]!
  return (
    <div className="criteria-view">
      <section aria-label="Classification criteria">
        <SetStrip
          findings={findings}
          chosen={shown.rule.id}
          onChoose={choose}
          record={record}
          asOf={today}
          panelId={panelId}
        />
        <div id={panelId} role="tabpanel" aria-label={shown.rule.name} className="set-detail">
          <SetDetail key={shown.rule.id} finding={shown} record={record} context={context} />
        </div>
        <ItemsTable items={items} findings={findings} chosen={shown.rule.id} record={record} />
      </section>
      <Scores record={record} today={today} settings={settings} />
    </div>
  )
}
