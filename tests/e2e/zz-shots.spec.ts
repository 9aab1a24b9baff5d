import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import { prepareRegistry, unlock, goTo } from './prepared-registry.ts'

test('shots', async () => {
  test.setTimeout(120_000)
  const place = fs.mkdtempSync('/tmp/as-ild-shots-')
  const folder = path.join(place, 'Interdisciplinary ILD and myositis clinic of the university hospital.asild')
  const into = path.join(place, 'a drive with a rather long name', 'and folders below it', 'registry backups')
  fs.mkdirSync(into, { recursive: true })
  const gone = path.join(place, 'gone')
  fs.mkdirSync(gone)
  prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['backups.saveSettings', { folders: [into, gone] }],
    ['backups.make', {}],
    ['cases.create', { values: { code: 'AS-0002', status: 'active' } }],
    ['backups.make', {}],
  ])
  fs.rmSync(gone, { recursive: true })
  const copy = path.join(into, 'copy.asild-backup')
  fs.cpSync(path.join(into, fs.readdirSync(into)[0]!), copy, { recursive: true })
  fs.truncateSync(path.join(copy, 'registry.db'), 4096)
  const { window } = await launchApp()
  await unlock(window, folder)
  await goTo(window, '/health')
  await expect(window.getByRole('cell', { name: 'Damaged' })).toBeVisible()
  await window
    .getByRole('button', { name: /^Verify the backup/ })
    .first()
    .click()
  await expect(window.getByText('are whole', { exact: false })).toBeVisible()
  await window.screenshot({ path: '/tmp/shots-backups/health-trouble.png', fullPage: true })
  await ask(window, 'registry.close')
  await window.reload()
  await goTo(window, '/open')
  await window.getByText('Restore from a backup…').click()
  await window.getByRole('button', { name: 'Use the recovery sheet' }).click()
  await window.screenshot({ path: '/tmp/shots-backups/open-restore.png' })
  fs.writeFileSync(path.join(folder, 'registry.db'), Buffer.alloc(8192, 7))
  await unlock(window, folder).catch(() => {})
  await expect(window.getByText('Backups of this registry')).toBeVisible()
  await window.emulateMedia({ colorScheme: 'dark' })
  await window.screenshot({ path: '/tmp/shots-backups/damaged.png' })
  fs.rmSync(place, { recursive: true })
})
