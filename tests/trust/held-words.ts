/** What a child said of one kind: `saved ID`, `backup PATH`. A line that was cut off was not acknowledged. */
export const heldWords = (lines: readonly string[], kind: string): string[] =>
  lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1))
