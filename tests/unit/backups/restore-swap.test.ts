/** Killed between any two steps of a restore, the place opens to the old registry or the new one. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { finishRestore, isBeingRestored, swapIn } from '#main/database/backup/restore-swap.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

function place() {
  const parent = temporaryFolder()
  const at = (name: string) => path.join(parent, name)
  const make = (name: string, content: string) => {
    fs.mkdirSync(at(name))
    fs.writeFileSync(path.join(at(name), 'registry.db'), content)
  }
  const content = (name: string) => fs.readFileSync(path.join(at(name), 'registry.db'), 'utf8')
  make('r.asild', 'old')
  make('stage.part', 'new')
  const swap = { folder: at('r.asild'), staged: at('stage.part'), kept: at('r before restore.asild') }
  const marker = at('.r.asild.being-restored.json')
  const writeMarker = () =>
    fs.writeFileSync(marker, JSON.stringify({ staged: 'stage.part', kept: 'r before restore.asild' }))
  return { parent, at, content, swap, marker, writeMarker }
}

test('The new one comes into its place, the old one is kept, and no marker stays', () => {
  const { parent, content, swap } = place()
  swapIn(swap)
  expect(fs.readdirSync(parent).toSorted()).toEqual(['r before restore.asild', 'r.asild'])
  expect([content('r.asild'), content('r before restore.asild')]).toEqual(['new', 'old'])
})

test('Killed before the first rename, the old one is in its place', () => {
  const { content, swap, writeMarker } = place()
  writeMarker()
  finishRestore(swap.folder)
  expect(content('r.asild')).toBe('old')
  expect(isBeingRestored(swap.folder)).toBe(false)
})

test('Killed between the renames, the new one comes into its place when it is opened', () => {
  const { content, swap, writeMarker } = place()
  writeMarker()
  fs.renameSync(swap.folder, swap.kept)
  expect(isBeingRestored(swap.folder)).toBe(true)
  finishRestore(swap.folder)
  expect([content('r.asild'), content('r before restore.asild')]).toEqual(['new', 'old'])
})

test('Killed between the renames and the stage lost, the old one comes back', () => {
  const { content, swap, writeMarker } = place()
  writeMarker()
  fs.renameSync(swap.folder, swap.kept)
  fs.rmSync(swap.staged, { recursive: true })
  finishRestore(swap.folder)
  expect(content('r.asild')).toBe('old')
})

test('Killed after the second rename, the new one stays', () => {
  const { content, swap, writeMarker } = place()
  writeMarker()
  fs.renameSync(swap.folder, swap.kept)
  fs.renameSync(swap.staged, swap.folder)
  finishRestore(swap.folder)
  expect([content('r.asild'), content('r before restore.asild')]).toEqual(['new', 'old'])
})

test('A stage that can’t be moved leaves the old one where it was', () => {
  const { content, swap } = place()
  fs.rmSync(swap.staged, { recursive: true })
  expect(() => swapIn(swap)).toThrow('ENOENT')
  expect(content('r.asild')).toBe('old')
  expect(isBeingRestored(swap.folder)).toBe(false)
})
