/** Whether somebody could get in if the passphrases were lost. */
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { HealthPart, Light } from '#shared/ipc/areas/health.ts'
import { recoveryStatus } from '../keys/recovery-status.ts'
import type { Session } from '../session.ts'
import { worstLight } from './worst-light.ts'

export function recoveryHealth(session: Session): HealthPart {
  if (session.registry().demo)
    return { id: 'recovery', light: 'good', sentences: ['The demo registry needs no recovery sheet.'] }
  const { drill, triedAt, keysFile, kept } = recoveryStatus(session)
  const on = triedAt === null ? '' : formatPartialDate(triedAt.slice(0, 10))
  const tried: Readonly<Record<typeof drill, [Light, string]>> = {
    never: [
      'attention',
      'The recovery sheet was never tried. Take it out of its safe place and try it under Registry, Recovery sheet.',
    ],
    due: [
      'attention',
      `The recovery sheet was last tried on ${on}, more than a year ago. Look whether it is still where it should be, and try it under Registry, Recovery sheet.`,
    ],
    fresh: ['good', `The recovery sheet was tried on ${on}.`],
  }
  const found: [Light, string][] = [tried[drill]]
  if (keysFile !== 'sound')
    found.push([
      'bad',
      `The key file keys.json is ${keysFile}: no passphrase opens the registry once it is closed. Lock it, open it with the recovery sheet, and set a passphrase.`,
    ])
  if (kept.length > 0)
    found.push([
      'attention',
      `Files from before the key was changed still lie in the folder: ${kept.join(', ')}. The old passphrases and the old sheet open them. Move them to a safe place or destroy them.`,
    ])
  return {
    id: 'recovery',
    light: worstLight(found.map(([light]) => light)),
    sentences: found.map(([, sentence]) => sentence),
  }
}
