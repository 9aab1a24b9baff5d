/** The images of a case as DICOM files, for `export REG --images CODE --out DIR`. */
import { CommandProblem, textOption } from './command.ts'
import type { Answer, CommandContext, OptionValues } from './command.ts'

type Needs = Pick<CommandContext, 'pathOf' | 'client' | 'openRegistry'> & { readonly folder: string }

export async function exportImages(
  code: string,
  options: OptionValues,
  { folder, pathOf, client, openRegistry }: Needs,
): Promise<Answer> {
  const out = textOption(options, 'out')
  if (out === undefined) throw new CommandProblem('Say where to: --out DIR, a folder that does not exist yet.')
  await openRegistry(folder)
  const { records } = await client.call('cases.get', { code })
  const seriesIds = records.image_series.filter((series) => series.erased_on === undefined).map(({ id }) => id)
  if (seriesIds.length === 0) throw new CommandProblem(`${code} has no images.`)
  const written = await client.call('images.writeDicom', {
    seriesIds,
    folder: pathOf(out),
    withCaseCode: options['with-case-code'] === true,
  })
  const lines = written.series.map((series) => `${series.folder}: ${series.files} images`)
  return {
    json: written,
    text: [...lines, `${written.folder}: de-identified, under the code ${written.code}; not encrypted.`].join('\n'),
  }
}
