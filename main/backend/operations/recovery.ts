/** Operations on the recovery sheet and the keys. */
import type { Handlers } from '#shared/ipc/server.ts'
import { changeKey } from '../keys/change-key.ts'
import { createRecoveryDrill } from '../keys/recovery-drill.ts'
import { recoveryStatus } from '../keys/recovery-status.ts'
import type { KeyNeeds } from '../keys/reopen.ts'
import { setNewKeys } from '../keys/set-new-keys.ts'

type Area = Pick<
  Handlers<'backend'>,
  'recovery.status' | 'recovery.askWords' | 'recovery.drill' | 'recovery.newKeys' | 'registry.rotateKey'
>

export function recoveryOperations(needs: KeyNeeds): Area {
  const { session } = needs
  const drill = createRecoveryDrill()
  return {
    'recovery.status': () => recoveryStatus(session),
    'recovery.askWords': () => ({ numbers: drill.ask(session.registry()) }),
    'recovery.drill'({ words }, { changed }) {
      const wrong = drill.check(session.registry(), words)
      if (wrong.length === 0) session.note('recovery.drill', 'recovery-drill')
      changed('registry')
      return { passed: wrong.length === 0, wrong }
    },
    async 'recovery.newKeys'(input, { changed }) {
      await setNewKeys(needs, input)
      changed('registry')
      return session.status()
    },
    async 'registry.rotateKey'({ passphrase }, context) {
      const result = await changeKey(needs, passphrase, context)
      context.changed('registry', 'cases')
      return result
    },
  }
}
