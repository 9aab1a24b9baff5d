import { describe, expect, test } from 'vitest'
import { commandLineOf } from '#main/shell/command-line-of.ts'

describe('the command line of the installed program', () => {
  const installed = (...words: string[]) => commandLineOf(['/opt/as-ild-registry', ...words], true)

  test('without a command the window is wanted', () => {
    expect(installed()).toBeUndefined()
    expect(installed('--no-sandbox', '--user-data-dir=/tmp/x')).toBeUndefined()
  })
  test('a command is what follows the switches of Chromium, with its own options', () => {
    expect(installed('--no-sandbox', 'report', 'a.asild', 'AS-0001', '--out', 'x.pdf')).toEqual([
      'report',
      'a.asild',
      'AS-0001',
      '--out',
      'x.pdf',
    ])
  })
  test('help and version need no command', () => {
    expect(installed('--help')).toEqual(['--help'])
    expect(installed('--version')).toEqual(['--version'])
  })
})

test('in a checkout the folder of the app is no command', () => {
  expect(commandLineOf(['/e/electron', '/home/me/project', '--no-sandbox'], false)).toBeUndefined()
  expect(commandLineOf(['/e/electron', '--inspect=0', '/home/me/project', 'info', 'a.asild'], false)).toEqual([
    'info',
    'a.asild',
  ])
})
