import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { readJson, root } from '#main/tooling/project.ts'

export interface Notice {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly text: string
}

/** Shipped as they are, beside the bundles: the driver, with the libraries that are compiled into its addon. */
const shippedPackages = ['better-sqlite3', 'node-addon-api', 'bindings', 'file-uri-to-path']
const licenseFile = /^(licen[cs]e|copying|notice|ofl)([._-].*)?$/i

const electronNotice: Notice = {
  name: 'Electron and Chromium',
  version: '',
  license: 'MIT and others',
  text:
    'This program runs on Electron (MIT License, copyright Electron contributors and GitHub Inc.), which contains ' +
    'Chromium, Node.js, FFmpeg and many more. Their licenses are installed beside the program: LICENSE.electron.txt ' +
    'and LICENSES.chromium.html.',
}

const sqliteNotice: Notice = {
  name: 'SQLite and SQLite3 Multiple Ciphers',
  version: '',
  license: 'Public domain and MIT',
  text:
    'SQLite is in the public domain. SQLite3 Multiple Ciphers is copyright Ulrich Telle and used under the MIT License. ' +
    'Both are compiled into the database driver.',
}

/** Data in shared/domain/reference-values/splines: no package, so that the bundler can't name it. */
const referenceTablesNotice: Notice = {
  name: 'Reference tables of the Global Lung Function Initiative, from PySpiro',
  version: '',
  license: 'MIT',
  text: `Equations: Quanjer PH et al., Eur Respir J 2012;40:1324-43. Stanojevic S et al., Eur Respir J 2017;50:1700010, author
correction 2020;56:1750010. Hall GL et al., Eur Respir J 2021;57:2000289. Bowerman C et al., Am J Respir Crit Care Med
2023;207:768-74.

${mitLicense('2024 OnlineArts')}`,
}

/**
 * Notes every package from which a file went into one of the three bundles, and writes their licenses beside the main
 * bundle when the last one (the page) is made. What the bundler took is the list; no one has to keep it.
 */
export function thirdPartyNotices(): { collect(): Plugin } {
  /** By package: the folders in it that files were taken from. Some carry licenses of their own. */
  const folders = new Map<string, Set<string>>()
  let base = root
  return {
    collect: () => ({
      name: 'third-party-notices',
      apply: 'build',
      configResolved(config) {
        base = config.root
      },
      generateBundle(_options, bundle) {
        // Fonts and pictures are no modules.
        const assets = Object.values(bundle).flatMap((file) => (file.type === 'asset' ? file.originalFileNames : []))
        for (const file of [...this.getModuleIds(), ...assets]) {
          const source = path.resolve(base, file)
          const folder = packageFolder(source)
          if (folder) folders.set(folder, (folders.get(folder) ?? new Set([folder])).add(path.dirname(source)))
        }
      },
      writeBundle(options) {
        const target = options.dir ?? root
        if (path.basename(target) !== 'renderer') return
        const file = path.join(target, '..', 'main', 'third-party-notices.json')
        fs.mkdirSync(path.dirname(file), { recursive: true })
        fs.writeFileSync(file, `${JSON.stringify(notices(folders), undefined, 1)}\n`)
      },
    }),
  }
}

function notices(folders: ReadonlyMap<string, ReadonlySet<string>>): Notice[] {
  const shipped = shippedPackages.map((name) => path.join(root, 'node_modules', name)).filter((it) => fs.existsSync(it))
  const all = new Map(
    [...folders, ...shipped.map((folder) => [folder, new Set([folder])] as const)]
      .map(noticeOf)
      .map((notice) => [`${notice.name}@${notice.version}`, notice]),
  )
  return [
    electronNotice,
    sqliteNotice,
    referenceTablesNotice,
    ...[...all.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  ]
}

function noticeOf([folder, sources]: readonly [string, ReadonlySet<string>]): Notice {
  const { name, version, license, author, homepage } = readJson(path.join(folder, 'package.json'))
  const texts = [...sources]
    .filter((source) => fs.existsSync(source))
    .flatMap((source) => fs.readdirSync(source).map((file) => path.join(source, file)))
    .filter((file) => licenseFile.test(path.basename(file)) && fs.statSync(file).isFile())
    .toSorted()
    .map((file) => fs.readFileSync(file, 'utf8').trim())
  const terms = typeof license === 'string' ? license : 'see text'
  // Some packages name their license and ship no text of it.
  const named = ['License:', terms, personName(author), homepage].filter((part) => typeof part === 'string').join(' ')
  return { name: String(name), version: String(version), license: terms, text: texts.join('\n\n') || named }
}

function personName(author: unknown): unknown {
  return typeof author === 'object' && author !== null && 'name' in author ? author.name : author
}

/** The folder of the package that a bundled file is from; nested packages count as their own. */
function packageFolder(id: string): string | undefined {
  const file = id.replaceAll('\0', '').replaceAll('\\', '/').split('?')[0] ?? ''
  const at = file.lastIndexOf('/node_modules/')
  if (at < 0) return undefined
  const [scopeOrName = '', name = ''] = file.slice(at + '/node_modules/'.length).split('/')
  const folder = path.join(
    file.slice(0, at),
    'node_modules',
    scopeOrName.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName,
  )
  return fs.existsSync(path.join(folder, 'package.json')) ? folder : undefined
}

function mitLicense(holder: string): string {
  return `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}
