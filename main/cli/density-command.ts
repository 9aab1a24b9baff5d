/** Lung density of the CT series of a case, measured and recorded. A research measure. */
import type { OutputOf } from '#shared/ipc/contract.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command } from './command.ts'
import { textTable } from './text-table.ts'

type Series = OutputOf<'cases.get'>['records']['image_series'][number]
type Measured = OutputOf<'ctDensity.measure'>

export const densityCommand: Command = {
  name: 'density',
  operands: ['REG', 'CODE'],
  options: { series: { type: 'string' } },
  usage: '[--series N,N]',
  about:
    'measures and records lung density (a research measure) in the CT series of a case, or those with these numbers in the order of their dates; says why where there is no number',
  readOnly: false,
  async run({ operands: [folder = '', code = ''], options, pathOf, client, openRegistry }) {
    await openRegistry(pathOf(folder))
    const { records } = await client.call('cases.get', { code })
    const chosen = chosenOf(records.image_series, textOption(options, 'series'))
    const answers: { readonly number: number; readonly series: Series; readonly answer: Measured }[] = []
    for (const { number, series } of chosen)
      answers.push({ number, series, answer: await client.call('ctDensity.measure', { seriesId: series.id }) })
    const refused = answers.find(({ answer }) => 'refusal' in answer)
    return {
      json: answers.map(({ number, series, answer }) => ({ number, seriesId: series.id, ...answer })),
      text: textTable(
        ['no', 'date', 'series', 'HAA %', 'mean HU', 'mL', 'mind'],
        answers.map(({ number, series, answer }) => [
          String(number),
          series.date ?? '',
          nameOf(series),
          ...cellsOf(answer),
        ]),
        { right: ['no', 'HAA %', 'mean HU', 'mL'] },
      ),
      ...(refused && 'refusal' in refused.answer && { failure: `Series ${refused.number}: ${refused.answer.refusal}` }),
    }
  },
}

function chosenOf(all: readonly Series[], wanted: string | undefined) {
  const numbered = all.map((series, at) => ({ number: at + 1, series }))
  if (wanted === undefined) {
    const ct = numbered.filter(({ series }) => series.modality === 'CT' && series.erased_on === undefined)
    if (ct.length === 0) throw new CommandProblem('This case has no CT images. Import some first.')
    return ct
  }
  return wanted.split(',').map((word) => {
    const found = numbered.find(({ number }) => String(number) === word.trim())
    if (found) return found
    throw new CommandProblem(`There is no series “${word}”: this case has ${all.length}.`)
  })
}

const nameOf = ({ label, kernel, slice_thickness: mm }: Series): string =>
  label ?? [kernel, mm === undefined ? undefined : `${mm} mm`].filter(Boolean).join(', ')

function cellsOf(answer: Measured): readonly string[] {
  if ('refusal' in answer) return ['', '', '', answer.refusal]
  const { highAttenuationPercent, meanHu, volumeMl, cautions } = answer.figures
  return [highAttenuationPercent.toFixed(1), meanHu.toFixed(0), volumeMl.toFixed(0), cautions.join(' ')]
}
