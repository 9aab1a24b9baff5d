import { caseCommand, casesCommand, reportCommand } from './case-commands.ts'
import type { Command } from './command.ts'
import { computeCommand } from './compute/compute-command.ts'
import { figureCommand } from './figure-command.ts'
import { createCommand, demoCommand, infoCommand, verifyCommand } from './registry-commands.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  demoCommand,
  createCommand,
  infoCommand,
  casesCommand,
  caseCommand,
  reportCommand,
  figureCommand,
  verifyCommand,
  computeCommand,
]
