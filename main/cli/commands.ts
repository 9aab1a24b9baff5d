import { auditCheckCommand } from './audit-check-command.ts'
import { auditCommand } from './audit-command.ts'
import { backupCommand, restoreCommand } from './backup-commands.ts'
import { caseCommand, casesCommand } from './case-commands.ts'
import { cohortCommand } from './cohort-command.ts'
import type { Command } from './command.ts'
import { computeCommand } from './compute/compute-command.ts'
import { densityCommand } from './density-command.ts'
import { dueCommand } from './due-command.ts'
import { exportCommand } from './export-command.ts'
import { figureCommand } from './figure-command.ts'
import { importCommand } from './import-command.ts'
import { createCommand, demoCommand, infoCommand, salvageCommand, verifyCommand } from './registry-commands.ts'
import { reportCommand } from './report-command.ts'
import { statsCommand } from './stats-command.ts'
import { usersCommand } from './users-command.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  demoCommand,
  createCommand,
  infoCommand,
  casesCommand,
  caseCommand,
  dueCommand,
  cohortCommand,
  reportCommand,
  figureCommand,
  backupCommand,
  restoreCommand,
  importCommand,
  densityCommand,
  exportCommand,
  usersCommand,
  verifyCommand,
  salvageCommand,
  auditCommand,
  auditCheckCommand,
  computeCommand,
  statsCommand,
]
