import { spirometrySets } from '#shared/domain/clinical-settings.ts'
import { referenceSets } from '#shared/domain/lung-function/reference-sets.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useRights } from '../../app/use-rights.ts'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import { ChoiceRow } from './choice-row.tsx'

const choices = spirometrySets.map((set) => ({ value: set, label: referenceSets[set].label }))

/** Which equations of spirometry the registry uses. Holds for everybody who opens it. */
export function ReferenceSection() {
  const { data: settings, error, refetch } = useQueryOf('registry.settings', {})
  const save = useCommand('registry.saveSettings')
  const { may } = useRights()
  const isReadOnly = useQueryOf('registry.status', {}).data?.readOnly === true || !may('administer')
  const set = settings && referenceSets[settings.spirometrySet]
  return (
    <>
      {settings && set && (
        <ChoiceRow
          legend="Spirometry of this registry"
          help={`${set.label}, ${set.version}. ${set.citation}. doi:${set.doi}. Percent of predicted, limits of normal and z-scores of FVC, FEV1 and their ratio are read anew under the other set, in every case and for everybody; nothing that was entered changes.`}
          choices={isReadOnly ? choices.filter(({ value }) => value === settings.spirometrySet) : choices}
          value={settings.spirometrySet}
          onChange={(spirometrySet) => save.mutate({ spirometrySet })}
        />
      )}
      <ErrorMessage error={error ?? save.error} onRetry={error ? () => void refetch() : undefined} />
    </>
  )
}
