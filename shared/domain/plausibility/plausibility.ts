/**
 * Whether a record is plausible against the patient's own history: slips of unit, decimal point and year, jumps, results
 * and doses that are there twice. Each finding is a question, never a refusal: a body may do what it likes. Fewer false
 * alarms count for more than catching every slip.
 */
import type { Problem } from '../../dictionary/check-values.ts'
import type { Asked } from './asked.ts'
import { dateSlips } from './date-slips.ts'
import { doseOverlaps } from './dose-overlaps.ts'
import { infusionFit } from './infusion-fit.ts'
import { sameDay } from './same-day.ts'
import { valueJumps } from './value-jumps.ts'
import { valueSlips } from './value-slips.ts'

const rules = [valueSlips, dateSlips, sameDay, doseOverlaps, infusionFit, valueJumps]

/** Questions about a record, those that say most first: of several at one field the first is the one to ask. */
export const plausibilityOf = (asked: Asked): readonly Problem[] =>
  rules.flatMap((rule) => rule(asked)).filter((problem) => problem !== undefined)
