/** Checks a signed copy of an audit chain: for whoever was given the public key, without the registry. */
import fs from 'node:fs'
import { checkAuditFile } from '#main/exchange/audit-check.ts'
import { textOption } from './command.ts'
import type { Command } from './command.ts'

export const auditCheckCommand: Command = {
  name: 'audit-check',
  operands: ['FILE'],
  options: { key: { type: 'string' } },
  usage: '[--key PUBLICKEY|FILE.pem]',
  about: 'checks a signed copy of an audit chain against the public key that one was given',
  readOnly: true,
  async run({ operands: [file = ''], options, pathOf }) {
    const key = textOption(options, 'key')
    const result = await checkAuditFile(pathOf(file), key === undefined ? undefined : keyText(key, pathOf))
    const { registry, madeAt, madeBy, complete, entries, first, last, head, problems } = result
    const lines = [
      `registry   ${registry.name} (${registry.id})`,
      `made       ${madeAt} by ${madeBy}`,
      `entries    ${entries}${first === null ? '' : `, ${first} to ${last}`}${complete ? ', the whole chain' : ', a part of the chain'}`,
      `chain head ${head}`,
      result.key === 'given'
        ? 'key        the one that was given'
        : `key        the file’s own (${result.publicKey}): it tells that the file is whole, not where it comes from. Compare it with the one that you were given.`,
      result.ok ? 'signature  fits' : 'signature  or content DOES NOT FIT',
    ]
    return {
      json: result,
      text: lines.join('\n'),
      ...(!result.ok && { failure: `Not as it was made: ${problems.join(' ')}` }),
    }
  },
}

/** A key is handed on as a line or as a file. */
const keyText = (typed: string, pathOf: (typed: string) => string): string =>
  fs.existsSync(pathOf(typed)) ? fs.readFileSync(pathOf(typed), 'utf8') : typed
