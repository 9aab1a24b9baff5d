import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containedFile } from '#main/security/contained-file.ts'
import { contentSecurityPolicy } from '#main/security/content-security-policy.ts'

const folder = path.resolve('/app/out/renderer')

test('the page and its files are found', () => {
  expect(containedFile('app://local/', folder)).toBe(path.join(folder, 'index.html'))
  expect(containedFile('app://local/assets/a%20b.js?x#y', folder)).toBe(path.join(folder, 'assets/a b.js'))
})

test.each([
  'app://other/index.html',
  'app://local/..%2Fmain%2Findex.cjs',
  'app://local/%2e%2e/%2e%2e/etc/passwd',
  'app://local/..%5C..%5Cmain',
  'app://local/a%00.js',
  'app://local/%E0%A4%A',
  'app://local/..%2Frenderer-secret/x',
])('%s is no file of the page', (address) => {
  const file = containedFile(address, folder)
  if (file !== undefined) expect(file.startsWith(folder + path.sep)).toBe(true)
  else expect(file).toBeUndefined()
})

test('however an address is written, it never leads out of the folder', () => {
  const parts = fc.constantFrom('..', '.', '%2e%2e', '%2F', '/', '\\', '%5C', 'a', '%00', '%25', '~', 'C:')
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
      const file = containedFile(`app://local/${pieces.join('')}`, folder)
      return file === undefined || file.startsWith(folder + path.sep)
    }),
  )
})

test('the policy begins with nothing, and lets no style or script in that the page does not bring', () => {
  const policy = contentSecurityPolicy('abc')
  expect(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'")).toBe(true)
  expect(policy).not.toMatch(/unsafe|https?:|\*|data:/)
  expect(contentSecurityPolicy('abc', { inlineFonts: true }).replace("'self' data:", "'self'")).toBe(policy)
})
