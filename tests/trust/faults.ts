/** Everything that the program is put through, in the order of the report. A new fault is a line here. */
import type { Fault } from './fault.ts'
import { flippedBytes } from './faults/flipped-bytes.ts'
import { fullDisk } from './faults/full-disk.ts'
import { fullDiskInUpkeep } from './faults/full-disk-in-upkeep.ts'
import { fuzzedCalls } from './faults/fuzzed-calls.ts'
import { hourOfUse } from './faults/hour-of-use.ts'
import { killsDuringBackup } from './faults/kills-during-backup.ts'
import { killsDuringImport } from './faults/kills-during-import.ts'
import { killsDuringKeyChange } from './faults/kills-during-key-change.ts'
import { killsDuringMigration } from './faults/kills-during-migration.ts'
import { killsDuringRestore } from './faults/kills-during-restore.ts'
import { killsDuringWork } from './faults/kills-during-work.ts'
import { locksWhileTyping } from './faults/locks-while-typing.ts'
import { lostFolder } from './faults/lost-folder.ts'
import { noNetwork } from './faults/no-network.ts'
import { restoreOnCleanProfile } from './faults/restore-on-clean-profile.ts'
import { tamperedAudit } from './faults/tampered-audit.ts'
import { withdrawnRights } from './faults/withdrawn-rights.ts'

/** In this process and its children alone: their short form runs with the tests. */
export const faults: readonly Fault[] = [
  killsDuringWork,
  killsDuringImport,
  killsDuringBackup,
  killsDuringRestore,
  killsDuringMigration,
  killsDuringKeyChange,
  fullDisk,
  fullDiskInUpkeep,
  lostFolder,
  withdrawnRights,
  flippedBytes,
  fuzzedCalls,
  restoreOnCleanProfile,
  tamperedAudit,
]

/** In the built program, under a display: minutes each. */
export const faultsOfApp: readonly Fault[] = [locksWhileTyping, hourOfUse, noNetwork]
