/** What the program is put through to see whether it loses anything. A file each in `faults/`; `run.ts` lists them. */

export interface FaultCount {
  /** What is done to it, in words. */
  readonly fault: string
  /** How often it was done. */
  readonly tried: number
  /** How often everything that had been acknowledged was there, and the checks passed. */
  readonly survived: number
  /** How often something acknowledged was lost, or damage was read without a word. */
  readonly lost: number
  readonly note: string
}

export interface Fault {
  readonly name: string
  /** How often `npm run trust` does it. The tests do it a few times only. */
  readonly times: number
  /**
   * Does it `times` times, in temporary folders that it takes away again.
   * @param seed of all that is random
   * @throws where the program does what no count stands for: hangs, or dies without being killed
   */
  run(times: number, seed: number): Promise<FaultCount>
}

/** This machine can't do it to the program; the note says why. It counts neither as survived nor as lost. */
export const wasNotTried = ({ tried }: FaultCount): boolean => tried === 0
