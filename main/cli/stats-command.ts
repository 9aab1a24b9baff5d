import type { Method } from '#shared/statistics/method.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { methods } from '#shared/statistics/methods.ts'
import { CommandProblem } from './command.ts'
import type { Command } from './command.ts'
import { parsedInput } from './parsed-input.ts'

export const statsCommand: Command = {
  name: 'stats',
  operands: ['METHOD'],
  options: {},
  usage: '< DATA.json',
  about: 'one statistical method on tidy data from stdin as JSON; METHOD list shows all',
  readOnly: true,
  alwaysJson: true,
  async run({ operands: [name = ''], readInput }) {
    if (name === 'list')
      return { json: methods.map(({ name: known, about, example }) => ({ name: known, about, example })), text: '' }
    const method = methods.find((known) => known.name === name)
    if (!method)
      throw new CommandProblem(
        `There is no method “${name}”. Methods: ${methods.map((known) => known.name).join(' ')}.`,
      )
    return { json: answerOf(method, parsedInput(await readInput())), text: '' }
  },
}

function answerOf(method: Method, input: unknown): unknown {
  const parsed = method.input.safeParse(input)
  if (!parsed.success)
    throw new CommandProblem(
      parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; '),
    )
  try {
    return method.run(parsed.data)
  } catch (error) {
    throw error instanceof StatisticsProblem ? new CommandProblem(error.message) : error
  }
}
