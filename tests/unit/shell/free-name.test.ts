import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newRegistryFolder } from '#main/shell/free-name.ts'

const documents = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-documents-'))
afterAll(() => fs.rmSync(documents, { recursive: true }))
const proposed = (name: string) => path.relative(documents, newRegistryFolder(documents, name))

test('a new registry is named as it is called, and never lies where something is', () => {
  expect(proposed('')).toBe('Registry.asild')
  expect(proposed(' Bern ILD clinic ')).toBe('Bern ILD clinic.asild')
  fs.mkdirSync(path.join(documents, 'Bern ILD clinic.asild'))
  fs.writeFileSync(path.join(documents, 'Bern ILD clinic 2.asild'), '')
  expect(proposed('Bern ILD clinic')).toBe('Bern ILD clinic 3.asild')
})

test('no name leads out of the folder', () => {
  expect(proposed('../../etc/passwd')).toBe('-..-etc-passwd.asild')
  expect(proposed('ILD: Bern / Basel')).toBe('ILD- Bern - Basel.asild')
})
