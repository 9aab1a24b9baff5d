/** Everything that the program is put through, in the order of the report. A new fault is a line here. */
import type { Fault } from './fault.ts'
import { flippedBytes } from './faults/flipped-bytes.ts'
import { fuzzedCalls } from './faults/fuzzed-calls.ts'
import { hourOfUse } from './faults/hour-of-use.ts'
import { killsDuringWork } from './faults/kills-during-work.ts'
import { noNetwork } from './faults/no-network.ts'
import { tamperedAudit } from './faults/tampered-audit.ts'

/** In this process and its children alone: their short form runs with the tests. */
export const faults: readonly Fault[] = [killsDuringWork, flippedBytes, fuzzedCalls, tamperedAudit]

/** In the built program, under a display: minutes each. */
export const faultsOfApp: readonly Fault[] = [hourOfUse, noNetwork]
