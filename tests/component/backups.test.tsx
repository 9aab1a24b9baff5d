import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { BackupSettings, ListedBackup, RestorePreview } from '#shared/ipc/areas/backups.ts'
import type { Light } from '#shared/ipc/areas/health.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { registryOf } from '#tests/support/case-rows.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const settings: BackupSettings = {
  folders: [{ path: '/drive' }],
  everyHours: 4,
  onClose: true,
  keepDaily: 7,
  keepWeekly: 4,
  keepMonthly: 12,
  warnAfterDays: 7,
}
const verified: ListedBackup = {
  path: '/drive/Clinic 2026-11-20 08.00.00.asild-backup',
  name: 'Clinic',
  madeAt: '2026-11-20T08:00:00.000Z',
  bytes: 1_200_000,
  cases: 61,
  entries: 900,
  changesSince: 3,
  state: 'verified',
  words: '3 changes since.',
}
const damaged: ListedBackup = {
  ...verified,
  path: '/drive/older.asild-backup',
  state: 'damaged',
  words: 'Missing or of another size: registry.db.',
}
const preview: RestorePreview = {
  backup: {
    path: verified.path,
    name: 'Clinic',
    madeAt: '2026-11-20T08:00:00.000Z',
    appVersion: '0.1.0',
    schema: 5,
    cases: 61,
    records: 1200,
    entries: 900,
    bytes: 1_200_000,
  },
  keptAs: '/registries/clinic before restore 2026-11-26 10.20.00.asild',
  relation: 'earlier',
  lost: { entries: 5, changes: 3, cases: [{ code: 'AS-0007', changes: 3 }], moreCases: 0 },
}

function clinic(light: Light, sentences: string[], more: FakeHandlers = {}): FakeHandlers {
  return {
    ...registryOf([]),
    'health.report': () => ({ light, parts: [{ id: 'backups', light, sentences }] }),
    'backups.settings': () => settings,
    'backups.list': () => ({
      folders: [{ path: '/drive', state: 'ready', sentences: [], backups: [verified, damaged] }],
      isRunning: false,
    }),
    ...more,
  }
}

test.each([
  ['good', 'safe'],
  ['attention', 'look at this'],
  ['bad', 'act now'],
] as const)('the light in the rail tells %s in words and leads to what it says', async (light, words) => {
  const { user, address } = renderApp('/cases', clinic(light, ['The newest verified backup is of today.']))
  await user.click(await screen.findByRole('link', { name: `Registry health: ${words}` }))
  await screen.findByText('The newest verified backup is of today.')
  expect(address()).toBe('/health')
})

test('a damaged backup is told in words, and can be neither verified nor restored', async () => {
  renderApp('/health', clinic('attention', []))
  const row = (await screen.findByText('Damaged')).closest('tr')!
  expect(row.textContent).toContain('Missing or of another size: registry.db.')
  expect(within(row).queryAllByRole('button')).toEqual([])
})

test('a backup is made and what could not be made is said', async () => {
  const { user } = renderApp(
    '/health',
    clinic('bad', [], {
      'backups.make': () => Promise.reject(new AppError('full-disk', 'The disk of /drive is full.')),
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Back up now' }))
  await screen.findByText('The disk of /drive is full.')
})

test('a restore shows first what would be lost and where the present registry is kept', async () => {
  const { user, bridge, address } = renderApp(
    '/health',
    clinic('good', [], {
      'backups.preview': () => preview,
      'backups.restore': () => ({ folder: '/registries/clinic.asild', keptAs: '/registries/kept.asild' }),
    }),
  )
  await user.click(await screen.findByRole('button', { name: /^Restore the backup of 20 Nov 2026/ }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('3 changes made since would be lost.')
  expect(within(dialog).getByText('AS-0007', { exact: false }).textContent).toBe('AS-0007 3 changes')
  expect(dialog.textContent).toContain('is not deleted: it is kept as /registries/clinic before restore')
  expect(bridge.inputsOf('backups.restore')).toEqual([])
  bridge.use({ 'registry.status': () => ({ state: 'closed' }) })
  await user.click(within(dialog).getByRole('button', { name: 'Restore this backup' }))
  await screen.findByText('Restored. What was there is kept as /registries/kept.asild.')
  expect(bridge.inputsOf('backups.restore')).toEqual([
    { backup: verified.path, target: '/registries/clinic.asild', replace: true },
  ])
  await waitFor(() => expect(address()).toContain('/open'))
})

test('on a workstation that knows no registry, a backup is restored with the words of the sheet', async () => {
  const { user, bridge } = renderApp('/open', {
    ...registryOf([]),
    'registry.status': () => ({ state: 'closed' }),
    'shell.chooseFolder': ({ purpose }) => ({ folder: purpose === 'backup' ? verified.path : '/home/clinic.asild' }),
    'backups.preview': () => ({ ...preview, keptAs: undefined, relation: 'nothing-there' }),
    'backups.restore': () => ({ folder: '/home/clinic.asild' }),
  })
  await user.click(await screen.findByText('Restore from a backup…'))
  await user.click(await screen.findByRole('button', { name: 'Choose backup…' }))
  await user.click(screen.getByRole('button', { name: 'Choose place…' }))
  await user.click(screen.getByRole('button', { name: 'Use the recovery sheet' }))
  await user.type(screen.getByLabelText('Words of the recovery sheet'), 'zoo zoo')
  await user.click(screen.getByRole('button', { name: 'Look into it' }))
  await screen.findByText('Nothing lies at that place yet.')
  await user.click(screen.getByRole('button', { name: 'Restore this backup' }))
  await screen.findByText('Restored to /home/clinic.asild.')
  expect(bridge.inputsOf('backups.restore')).toEqual([
    { backup: verified.path, target: '/home/clinic.asild', replace: false, recoveryWords: 'zoo zoo' },
  ])
})

test('a damaged backup is not taken for a damaged registry', async () => {
  const { user } = renderApp(
    '/health',
    clinic('good', [], {
      'backups.preview': () => Promise.reject(new AppError('corrupt', 'The manifest of this backup was changed.')),
    }),
  )
  await user.click(await screen.findByRole('button', { name: /^Restore the backup of 20 Nov 2026/ }))
  await screen.findByText('The manifest of this backup was changed.')
  expect(screen.queryByText('This registry file is damaged')).toBeNull()
})

test('the page of a damaged registry lists the backups that are known, each with the way to restore it', async () => {
  const { user } = renderApp('/cases', {
    ...registryOf([]),
    'registry.status': () => ({ state: 'open', folder: '/registries/clinic.asild', damage: 'Page 7 was destroyed.' }),
    'backups.known': () => ({ folders: ['/drive'], backups: [{ ...verified, state: 'unchecked', words: '' }] }),
  })
  await screen.findByText('This registry file is damaged')
  await user.click(await screen.findByRole('button', { name: 'Restore…' }))
  expect((await screen.findByRole('dialog')).textContent).toContain(verified.path)
})
