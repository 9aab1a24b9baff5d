import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { isRoot, tell } from './project.ts'

type Need = 'electron' | 'display' | 'compiler' | 'pdf' | 'r' | 'dicom' | 'desktop'

/** What is looked for (a program on PATH, a shared library, or a path of its own), and the Debian package that brings it. */
const needs: Record<Need, readonly (readonly [look: string, debianPackage: string])[]> = {
  electron: [
    ['libgtk-3.so.0', 'libgtk-3-0'],
    ['libnss3.so', 'libnss3'],
    ['libgbm.so.1', 'libgbm1'],
    ['libasound.so.2', 'libasound2'],
  ],
  display: [
    ['xvfb-run', 'xvfb'],
    ['xauth', 'xauth'],
  ],
  compiler: [
    ['g++', 'g++'],
    ['make', 'make'],
    ['python3', 'python3'],
  ],
  pdf: [['pdftotext', 'poppler-utils']],
  r: [
    ['Rscript', 'r-base-core'],
    ['/usr/lib/R/library/survival', 'r-recommended'],
    ['/usr/lib/R/site-library/psych', 'r-cran-psych'],
    ...['jsonlite', 'lme4', 'lmertest', 'geepack', 'sandwich'].map(
      (name) => [`/usr/lib/R/site-library/${name.replace('lmert', 'lmerT')}`, `r-cran-${name}`] as const,
    ),
  ],
  dicom: [
    ['/usr/lib/python3/dist-packages/pydicom', 'python3-pydicom'],
    ['/usr/lib/python3/dist-packages/numpy', 'python3-numpy'],
    ['/usr/lib/python3/dist-packages/PIL', 'python3-pil'],
    ['dcmdump', 'dcmtk'],
    ['dciodvfy', 'dicom3tools'],
  ],
  desktop: [
    ['dbus-daemon', 'dbus-daemon'],
    ['gdbus', 'libglib2.0-bin'],
    ['gnome-keyring-daemon', 'gnome-keyring'],
    ['libsecret-1.so.0', 'libsecret-1-0'],
  ],
}

/** Installs what is missing when root on a Debian-like Linux; otherwise stops and names it in one line. */
export function ensureSystemPackages(...wanted: readonly Need[]): void {
  if (process.platform !== 'linux') return
  const missing = missingPackages(wanted)
  if (missing.length === 0) return
  if (!isRoot || !onPath('apt-get'))
    throw new Error(
      `Missing on this machine: ${missing.join(' ')}. Please install these packages first (Debian: sudo apt-get install ${missing.join(' ')}).`,
    )
  tell(`Installing Debian packages: ${missing.join(' ')}`)
  aptGet(['update'])
  aptGet(['install', '-y', '--no-install-recommends', ...missing])
  const still = missingPackages(wanted)
  if (still.length > 0)
    throw new Error(`apt-get installed without an error, but these are still missing: ${still.join(' ')}`)
}

/** The same for what tests can do without: where it can't be installed, it is named. */
export function preferSystemPackages(wanted: Need, without: string): void {
  if (process.platform !== 'linux') return
  const missing = missingPackages([wanted])
  if (missing.length === 0) return
  if (isRoot && onPath('apt-get')) ensureSystemPackages(wanted)
  else tell(`${without} (Debian: sudo apt-get install ${missing.join(' ')}).`)
}

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

export function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)))
}

export function aptGet(args: readonly string[]): void {
  const run = spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (run.status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${run.stdout}${run.stderr}`)
}

function missingPackages(wanted: readonly Need[]): string[] {
  const libraries = knownLibraries()
  return wanted
    .flatMap((need) => needs[need])
    .filter(([look]) =>
      path.isAbsolute(look) ? !fs.existsSync(look) : look.includes('.so') ? !libraries.has(look) : !onPath(look),
    )
    .map(([, debianPackage]) => debianPackage)
}

function knownLibraries(): Set<string> {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => fs.existsSync(file)) ?? 'ldconfig'
  const { stdout } = spawnSync(ldconfig, ['-p'], { encoding: 'utf8' })
  return new Set((stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0] ?? ''))
}
