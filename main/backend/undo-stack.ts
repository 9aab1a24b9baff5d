/** What this session changed and can take back, the newest last. Kept while the registry is open and nowhere else. */

export interface UndoStep {
  /** Operation in the audit chain. */
  readonly changeId: string
  readonly label: string
  readonly caseId: string | undefined
}

export interface UndoStack {
  /** A new change: what was undone before can't be redone any more. */
  push(step: UndoStep): void
  readonly next: () => UndoStep | undefined
  readonly nextRedo: () => UndoStep | undefined
  /** The newest step was taken back by the operation `changeId`, which redoing takes back in turn. */
  undone(changeId: string): void
  redone(changeId: string): void
  clear(): void
}

const most = 200

export function createUndoStack(): UndoStack {
  let done: UndoStep[] = []
  let undone: UndoStep[] = []
  const move = (from: UndoStep[], to: UndoStep[], changeId: string) => {
    const step = from.pop()
    if (step) to.push({ ...step, changeId })
  }
  return {
    push(step) {
      done = [...done.slice(-most + 1), step]
      undone = []
    },
    next: () => done.at(-1),
    nextRedo: () => undone.at(-1),
    undone: (changeId) => move(done, undone, changeId),
    redone: (changeId) => move(undone, done, changeId),
    clear() {
      done = []
      undone = []
    },
  }
}
