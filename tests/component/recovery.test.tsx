import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { registryOf } from '#tests/support/case-rows.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { renderApp } from '#tests/support/render-app.tsx'

type Recovery = OutputOf<'recovery.status'>
const quiet: Recovery = {
  drill: 'fresh',
  triedAt: '2026-11-01T09:00:00.000Z',
  keyId: '3f2a91bc',
  keysFile: 'sound',
  users: ['A. Author', 'B. Other', 'C. Third'],
  user: 'A. Author',
  kept: [],
}

function registry(recovery: Partial<Recovery> = {}, more: FakeHandlers = {}): FakeHandlers {
  return {
    ...registryOf([]),
    'recovery.status': () => ({ ...quiet, ...recovery }),
    'recovery.askWords': () => ({ numbers: [3, 11, 20] }),
    'registry.info': () => ({
      name: 'Clinic',
      folder: '/data/clinic.asild',
      registryId: 'r1',
      createdAt: '2026-01-01T00:00:00.000Z',
      cases: 0,
      records: {},
      schema: 5,
      sizeBytes: 1,
      lastBackup: null,
      auditEntries: 1,
      auditHead: 'ab',
    }),
    ...more,
  }
}

test('a sheet that was never tried is said to be so, and is tried with three of its words', async () => {
  let isTried = false
  const { user, bridge } = renderApp(
    '/registry',
    registry(
      {},
      {
        'recovery.status': () => (isTried ? quiet : { ...quiet, drill: 'never', triedAt: null }),
        'recovery.drill': ({ words }, { changed }) => {
          isTried = words[1] === 'guess'
          if (isTried) changed('registry')
          return { passed: isTried, wrong: isTried ? [] : [11] }
        },
      },
    ),
  )
  await screen.findByText(/It was never tried/)
  await user.click(screen.getByRole('button', { name: 'Try the sheet' }))
  expect(document.activeElement).toBe(await screen.findByLabelText('Word 3'))
  await user.keyboard('abandon{Tab}gues{Tab}zoo{Enter}')
  const message = await screen.findByText('The sheet says another word.')
  expect(screen.getByLabelText('Word 11').getAttribute('aria-describedby')).toContain(message.id)
  await user.type(screen.getByLabelText('Word 11'), 's{Enter}')
  await screen.findByText(/It was tried on 1 Nov 2026/)
  expect(screen.queryByLabelText('Word 3')).toBeNull()
  expect(bridge.inputsOf('recovery.drill')).toHaveLength(2)
})

test('the way to another key is shown to administrators only', async () => {
  const { bridge } = renderApp('/registry', {
    ...registry(),
    'registry.status': () => ({
      state: 'open',
      folder: '/data/clinic.asild',
      name: 'Clinic',
      rights: ['read', 'write'],
    }),
  })
  await screen.findByText(/It was tried on/)
  expect(screen.queryByRole('link', { name: 'Change the key…' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Try the sheet' })).toBeNull()
  expect(bridge.inputsOf('registry.recoverySheet')).toEqual([])
})

test('who came with the sheet is offered a passphrase, not another key', async () => {
  const { user, bridge } = renderApp('/registry', {
    ...registry({ users: [] }),
    'recovery.status': () => {
      const { user: _, ...rest } = quiet
      return rest
    },
    'recovery.newKeys': () => ({ state: 'open' }),
  })
  const form = within(await screen.findByRole('form', { name: 'Set a passphrase' }))
  expect(screen.queryByRole('link', { name: 'Change the key…' })).toBeNull()
  await user.type(form.getByLabelText('Your name'), 'A. Author')
  await user.type(form.getByLabelText('New passphrase'), 'eleven quiet herons')
  await user.type(form.getByLabelText('New passphrase again'), 'eleven quiet heron{Enter}')
  expect(await form.findByText('The two passphrases differ.')).toBeDefined()
  await user.type(form.getByLabelText('New passphrase again'), 's{Enter}')
  expect(bridge.inputsOf('recovery.newKeys')).toEqual([{ user: 'A. Author', passphrase: 'eleven quiet herons' }])
})

test('before the key is changed it is said, by name, who loses the passphrase; after it, the new sheet is printed and tried', async () => {
  const { user, bridge } = renderApp(
    '/registry/key',
    registry(
      {},
      {
        'registry.rotateKey': ({ passphrase }) => {
          if (passphrase !== 'mine') throw new AppError('wrong-key', 'This passphrase does not open it.')
          return { keyId: '00c0ffee', kept: ['registry-before.db', 'keys-before.json'], lost: ['B. Other', 'C. Third'] }
        },
        'recovery.drill': () => ({ passed: true, wrong: [] }),
        'documents.print': () => ({ printed: true }),
      },
    ),
  )
  await screen.findByText(/^Those of B\. Other and C\. Third will not open/)
  await user.type(screen.getByLabelText('Your passphrase'), 'min{Enter}')
  await screen.findByText('This passphrase does not open it.')
  await user.type(screen.getByLabelText('Your passphrase'), '{Backspace}ne{Enter}')
  await screen.findByRole('heading', { name: 'The key was changed' })
  expect(screen.getByText('registry-before.db')).toBeDefined()
  expect(screen.getByText(/new passphrase for B\. Other, C\. Third/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Print…' }))
  await screen.findByText(/Sent to the printer/)
  await user.type(await screen.findByLabelText('Word 3'), 'one')
  await user.type(screen.getByLabelText('Word 11'), 'two')
  await user.type(screen.getByLabelText('Word 20'), 'three{Enter}')
  await screen.findByText(/can go to its safe place/)
  expect(bridge.inputsOf('registry.rotateKey')).toEqual([{ passphrase: 'min' }, { passphrase: 'mine' }])
})
