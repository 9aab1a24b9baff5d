/** Finds out what `places.ts` judges by. What can't be found out is left out: it must never keep anybody from their data. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Mount, PlaceFacts } from './places.ts'

export function placeFacts(folder: string): PlaceFacts {
  return {
    platform: process.platform,
    mounts: mounts(),
    removableDevices: process.platform === 'linux' ? removableDevices() : [],
    namedFolders: ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'].flatMap((name) => {
      const named = process.env[name]
      return named ? [{ program: 'OneDrive', folder: named }] : []
    }),
    markers: foldersAbove(folder).flatMap(hiddenNames),
  }
}

/** With symbolic links resolved, and on Windows a drive letter of the network as what it stands for. */
export function realPlace(folder: string): string {
  for (const one of foldersAbove(path.resolve(folder))) {
    try {
      return path.join(fs.realpathSync.native(one), path.relative(one, path.resolve(folder)))
    } catch {
      // Not made yet, or not to be read: the one above it.
    }
  }
  return path.resolve(folder)
}

/** The folder itself and those that hold it. */
function foldersAbove(folder: string): string[] {
  const above = path.dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersAbove(above)]
}

function hiddenNames(folder: string): string[] {
  try {
    return fs.readdirSync(folder).filter((name) => name.startsWith('.') || name.startsWith('_'))
  } catch {
    return []
  }
}

function mounts(): Mount[] {
  try {
    if (process.platform === 'linux') return parseMountInfo(fs.readFileSync('/proc/self/mountinfo', 'utf8'))
    if (process.platform === 'darwin')
      return parseMountOutput(execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 2000 }))
  } catch {
    // Then nothing is known of mounts.
  }
  return []
}

/** https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html */
export function parseMountInfo(text: string): Mount[] {
  const octal = (word: string) =>
    word.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)))
  return text.split('\n').flatMap((line) => {
    const [before = '', after] = line.split(' - ')
    const point = before.split(' ')[4]
    const [type, source] = after?.split(' ') ?? []
    return point && type && source ? [{ point: octal(point), type, source: octal(source) }] : []
  })
}

/** `//me@server/share on /Volumes/share (smbfs, nodev)` */
export function parseMountOutput(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, source, point, type] = /^(.+) on (.+) \(([^,)]+)/.exec(line) ?? []
    return source && point && type ? [{ source, point, type }] : []
  })
}

/** A disk on a USB cable says that it can't be taken out; where it hangs tells. */
function removableDevices(): string[] {
  try {
    return fs.readdirSync('/sys/block').filter((name) => {
      const device = path.join('/sys/block', name)
      return (
        fs.readFileSync(path.join(device, 'removable'), 'utf8').trim() === '1' ||
        fs.realpathSync(device).includes('/usb')
      )
    })
  } catch {
    return []
  }
}
