import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** The linter sees `db.rekey()`; a pragma is only text. An empty rekey decrypts the file in place. */
test('no code and no SQL says rekey', () => {
  const files = ['main', 'shared', 'renderer'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|sql)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter(saysRekey).map((file) => path.relative(root, file))).toEqual([])
})

function saysRekey(file: string): boolean {
  const text = fs.readFileSync(file, 'utf8')
  if (!/(?<![a-z])rekey/i.test(text)) return false
  if (file.endsWith('.sql')) return true
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, false)
  return hasRekey(source, source)
}

/** Comments are no nodes, so they may warn of it. */
function hasRekey(node: ts.Node, source: ts.SourceFile): boolean {
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  if (children.length === 0) return /(?<![a-z])rekey/i.test(node.getText(source))
  return children.some((child) => hasRekey(child, source))
}
