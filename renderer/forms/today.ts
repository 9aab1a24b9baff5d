import { Temporal } from 'temporal-polyfill'

/** The day at this workstation, as a full ISO date. */
export const todayHere = (): string => Temporal.Now.plainDateISO().toString()
