/** What the command palette shows for what is typed. */

export interface Command {
  /** Stays the same from one opening to the next: what was used lately is known by it. */
  readonly id: string
  readonly label: string
  /** What it would be done to; not searched, so that a typed name never leads to undoing something of that name. */
  readonly detail?: string
  /** Heading that it stands under. */
  readonly group: string
  /** The keys that do the same, as the table of shortcuts writes them. */
  readonly keys?: string | undefined
  readonly run: () => void
}

const words = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)

/** 0 where the label is what was typed, 1 where it begins so, 2 where each word begins a word, 3 where each occurs; else none. */
function distance({ label, group }: Command, typed: readonly string[]): number | undefined {
  const text = label.toLowerCase()
  const whole = typed.join(' ')
  if (text === whole) return 0
  if (text.startsWith(whole)) return 1
  const all = [...text.split(/[\s,()/-]+/), ...words(group)]
  if (typed.every((word) => all.some((other) => other.startsWith(word)))) return 2
  return typed.every((word) => text.includes(word)) ? 3 : undefined
}

/**
 * Commands that fit what was typed, nearest first; with nothing typed all of them, those used lately before the others.
 * @param lately ids, the newest first
 */
export function matchingCommands<C extends Command>(
  commands: readonly C[],
  typed: string,
  lately: readonly string[],
): readonly C[] {
  const wanted = words(typed)
  const age = ({ id }: Command) => {
    const at = lately.indexOf(id)
    return at < 0 ? lately.length : at
  }
  return commands
    .flatMap((command) => {
      const far = distance(command, wanted)
      return far === undefined ? [] : [{ command, far }]
    })
    .sort((a, b) => a.far - b.far || age(a.command) - age(b.command))
    .map(({ command }) => command)
}

/** The same with one used now at its head; a dozen are remembered. */
export const usedNow = (lately: readonly string[], id: string): readonly string[] =>
  [id, ...lately.filter((other) => other !== id)].slice(0, 12)
