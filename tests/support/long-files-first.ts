/** In which order files of tests are begun: none that takes long may be left for the end, when the other workers are done. */
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Short to read and long to run. Of the others the longer text is begun first, which on a clean checkout is all there is to go by. */
const longRuns =
  /\/(trust|killed-while-\w+|cohort-screen|cohort-command|cohorts|passphrase-in-heap|ct-density)\.test\.ts$/
/** The last ones are short, and fill what is left. */
const projects = ['registry', 'jsdom', 'pure']

const rank = ({ moduleId, project }: TestSpecification): number =>
  longRuns.test(moduleId) ? -1 : projects.indexOf(project.name)

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
