import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import type { FoundSeries } from '#shared/ipc/areas/image-imports.ts'
import { whichOf, type SeriesChoice } from './import-plan.ts'
import { SeriesPreview } from './series-preview.tsx'
import { cautions, countWords, seriesWords, sizeWords } from './series-words.ts'

interface SeriesRowProps {
  readonly scanId: string
  readonly series: FoundSeries
  readonly choice: SeriesChoice
  readonly onChange: (choice: SeriesChoice) => void
}

export function SeriesRow({ scanId, series, choice, onChange }: SeriesRowProps) {
  const words = seriesWords(series)
  const name = [series.number === undefined ? undefined : `series ${series.number}`, words].filter(Boolean).join(', ')
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={`Take ${name}`}
          checked={choice.isTaken}
          onChange={({ currentTarget }) => onChange({ ...choice, isTaken: currentTarget.checked })}
        />
      </td>
      <td>
        <SeriesPreview scanId={scanId} seriesKey={series.key} name={name} />
      </td>
      <td>
        <p>{words}</p>
        {series.description !== undefined && <p className="small soft">{series.description}</p>}
        <p className="small soft">
          {countWords(series.images, 'image', 'images')} of {series.columns} × {series.rows}
          {series.frames > series.images && `, ${series.frames} frames`}, {sizeWords(series.bytes)}
        </p>
        <ul className="import-cautions small">
          {cautions(series).map((caution) => (
            <li key={caution}>
              <AlertIcon size={14} stroke={1.75} aria-hidden />
              {caution}
            </li>
          ))}
        </ul>
      </td>
      <td>{choice.isTaken && <WhichImages series={series} name={name} choice={choice} onChange={onChange} />}</td>
    </tr>
  )
}

type WhichProps = Pick<SeriesRowProps, 'series' | 'choice' | 'onChange'> & { readonly name: string }

function WhichImages({ series, name, choice, onChange }: WhichProps) {
  const { range } = choice
  const isWrong = whichOf(choice, series) === undefined
  return (
    <div className="import-which">
      <NativeSelect
        aria-label={`Which images of ${name}`}
        data={[
          { value: 'all', label: `All ${series.images}` },
          { value: 'range', label: 'Some of them' },
        ]}
        value={range === 'all' ? 'all' : 'range'}
        onChange={({ currentTarget }) =>
          onChange({
            ...choice,
            range: currentTarget.value === 'all' ? 'all' : { from: '1', to: String(series.images), every: '1' },
          })
        }
      />
      {range !== 'all' && (
        <div className="import-range">
          {(['from', 'to', 'every'] as const).map((part) => (
            <TextInput
              key={part}
              label={rangeLabels[part]}
              inputMode="numeric"
              size="xs"
              value={range[part]}
              error={isWrong}
              onChange={({ currentTarget }) =>
                onChange({ ...choice, range: { ...range, [part]: currentTarget.value } })
              }
            />
          ))}
        </div>
      )}
      {isWrong && (
        <p className="small import-wrong" role="alert">
          The series has images 1 to {series.images}.
        </p>
      )}
      <TextInput
        label="Name"
        placeholder="lung, 1 mm"
        size="xs"
        maxLength={120}
        value={choice.label}
        onChange={({ currentTarget }) => onChange({ ...choice, label: currentTarget.value })}
      />
    </div>
  )
}

const rangeLabels = { from: 'From', to: 'To', every: 'Every' } as const
