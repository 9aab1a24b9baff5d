import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const renderer = path.resolve(import.meta.dirname, '../../renderer')

/**
 * Styles are loaded with the screen that wants them and stay. A name that two files give a look to would change one screen
 * once the other was visited. The viewer is a page of its own.
 */
test('no two files of styles give a look to the same class on its own', () => {
  const files = fs
    .readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && !file.startsWith('viewer'))
  expect(files.length).toBeGreaterThan(50)
  const filesOf = new Map<string, Set<string>>()
  for (const file of files)
    for (const name of namesAlone(fs.readFileSync(path.join(renderer, file), 'utf8')))
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file))
  const shared = [...filesOf].filter(([, found]) => found.size > 1).map(([name, found]) => [name, ...found])
  expect(shared).toEqual([])
})

test('a class is found by its own rule, not by one about what stands in it or beside another class', () => {
  const css =
    '/* .a {} */ .b,\n.c { x: y } @media print { .d { x: y } } .e .f { } .g:hover { } .h > i { } .j:not(.k, .l) { }'
  expect(namesAlone(css)).toEqual(['b', 'c', 'd'])
})

/** Classes that are the whole selector of a rule. */
function namesAlone(css: string): readonly string[] {
  const bare = css.replace(/\/\*[^]*?\*\//g, '').replace(/\([^()]*\)/g, '()')
  const rules = bare.matchAll(/(?<=^|[{};])([^{};@]+)\{/g)
  return [...rules].flatMap(([, selectors = '']) =>
    selectors.split(',').flatMap((selector) => /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1] ?? []),
  )
}
