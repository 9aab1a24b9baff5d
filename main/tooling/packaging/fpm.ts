#!/usr/bin/env node
/**
 * A stand-in for the `fpm` that electron-builder downloads from GitHub, for machines that cannot: it
 * understands what electron-builder passes for `deb`, no more, and packs with dpkg-deb.
 * Used through the environment variable CUSTOM_FPM_PATH (see package.ts).
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { type: 'string', short: 's' },
    t: { type: 'string', short: 't' },
    d: { type: 'string', short: 'd', multiple: true },
    force: { type: 'boolean' },
    debug: { type: 'boolean' },
    log: { type: 'string' },
    'deb-recommends': { type: 'string', multiple: true },
    'deb-compression': { type: 'string' },
    'deb-priority': { type: 'string' },
    architecture: { type: 'string' },
    'after-install': { type: 'string' },
    'after-remove': { type: 'string' },
    description: { type: 'string' },
    version: { type: 'string' },
    iteration: { type: 'string' },
    package: { type: 'string' },
    name: { type: 'string' },
    maintainer: { type: 'string' },
    vendor: { type: 'string' },
    url: { type: 'string' },
    category: { type: 'string' },
    license: { type: 'string' },
  },
})
if (values.s !== 'dir' || values.t !== 'deb') throw new Error(`only -s dir -t deb, not -s ${values.s} -t ${values.t}`)

const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'deb-'))
try {
  for (const mapping of positionals) {
    const [from, to] = mapping.split('=') as [string, string]
    const target = path.join(stage, to)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.cpSync(from, target, { recursive: true, verbatimSymlinks: true })
    if (!from.endsWith('/')) fs.chmodSync(target, 0o644)
  }
  const files = fs.readdirSync(stage, { recursive: true, withFileTypes: true })
  for (const entry of files) if (entry.isDirectory()) fs.chmodSync(path.join(entry.parentPath, entry.name), 0o755)
  const bytes = files.reduce((sum, e) => sum + (e.isFile() ? fs.statSync(path.join(e.parentPath, e.name)).size : 0), 0)

  const [summary = '', ...rest] = values.description!.split('\n')
  const description = [summary.trim() || values.name, ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n')
  const control = {
    Package: values.name,
    Version: values.iteration ? `${values.version}-${values.iteration}` : values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': Math.ceil(bytes / 1024),
    Depends: values.d?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category ?? 'default',
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: description,
  }
  const debian = path.join(stage, 'DEBIAN')
  fs.mkdirSync(debian, { mode: 0o755 })
  fs.writeFileSync(
    path.join(debian, 'control'),
    Object.entries(control)
      .filter(([, value]) => value)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join(''),
  )
  for (const [script, source] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ] as const) {
    if (!source) continue
    fs.copyFileSync(source, path.join(debian, script))
    fs.chmodSync(path.join(debian, script), 0o755)
  }
  fs.chmodSync(stage, 0o755)
  const compression = { gz: 'gzip', xz: 'xz', zst: 'zstd' }[values['deb-compression'] ?? 'xz']
  if (!compression) throw new Error(`unknown compression: ${values['deb-compression']}`)
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, values.package!], {
    stdio: 'inherit',
  })
} finally {
  fs.rmSync(stage, { recursive: true, force: true })
}
