import { CommandProblem } from '../command.ts'
import type { Command } from '../command.ts'
import { parsedInput } from '../parsed-input.ts'
import { formulas } from './formulas.ts'

export const computeCommand: Command = {
  name: 'compute',
  operands: ['NAME'],
  options: {},
  usage: '< INPUT.json',
  about: 'one formula on values from stdin as JSON, one object or an array; NAME list shows all',
  readOnly: true,
  alwaysJson: true,
  async run({ operands: [name = ''], readInput }) {
    if (name === 'list')
      return { json: formulas.map(({ name: known, about, example }) => ({ name: known, about, example })), text: '' }
    const formula = formulas.find((known) => known.name === name)
    if (!formula)
      throw new CommandProblem(
        `There is no formula “${name}”. Formulas: ${formulas.map((known) => known.name).join(' ')}.`,
      )
    const input = parsedInput(await readInput())
    return { json: Array.isArray(input) ? input.map((one) => formula.run(one)) : formula.run(input), text: '' }
  },
}
