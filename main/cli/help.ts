import type { Command } from './command.ts'

/** @param program what one types before a command */
export function helpText(commands: readonly Command[], program: string): string {
  const rows = commands.map(({ name, operands, usage, about }) => ({
    call: [name, ...operands, usage].filter(Boolean).join(' '),
    about,
  }))
  const width = Math.max(...rows.map(({ call }) => call.length))
  return [
    `${program} COMMAND …`,
    '',
    ...rows.map(({ call, about }) => `  ${call.padEnd(width)}  ${about}`),
    '',
    'REG is a registry: a folder NAME.asild. Its passphrase comes from AS_ILD_PASSPHRASE or --passphrase-file FILE',
    '(a demo registry needs none); --user NAME says whose it is.',
    '--json prints one JSON document and nothing else. The exit code is 0, or 1 with one line on stderr.',
  ].join('\n')
}
