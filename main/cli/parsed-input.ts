import { CommandProblem } from './command.ts'

/** @throws CommandProblem where stdin holds no JSON */
export function parsedInput(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandProblem('The input is no JSON. Give one object, or an array of them, on stdin.')
  }
}
