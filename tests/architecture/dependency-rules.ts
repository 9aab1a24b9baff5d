import type { IForbiddenRuleType } from 'dependency-cruiser'

/** Packages that run anywhere, and which shared/ therefore may use. */
const sharedPackages = [
  'zod',
  'double-metaphone',
  'temporal-polyfill',
  '@scure/bip39',
  '@scure/base',
  '@noble/hashes',
  '@stdlib/',
  'ml-matrix',
  'uqr',
]
const electron = '(^|/)node_modules/electron/|^electron$'
const sqlDriver = '(^|/)node_modules/better-sqlite3'

/** Who may import whom. One rule is one test. */
export const dependencyRules: readonly IForbiddenRuleType[] = [
  {
    name: 'shared imports shared only',
    from: { path: '^shared/' },
    to: { path: '^(main|renderer|tests)/' },
  },
  {
    name: 'shared imports no module of Node',
    from: { path: '^shared/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'shared imports only packages that run anywhere',
    from: { path: '^shared/' },
    to: { path: 'node_modules/', pathNot: `node_modules/(${sharedPackages.join('|')})` },
  },
  {
    name: 'the page never imports the main side',
    from: { path: '^renderer/' },
    to: { path: '^(main|tests)/' },
  },
  {
    name: 'the page imports no module of Node',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'the main side never imports the page',
    from: { path: '^main/', pathNot: '^main/tooling/' },
    to: { path: '^(renderer|tests)/' },
  },
  {
    name: 'only window, security, preload and printing know Electron',
    from: {
      path: '^(main|shared|renderer)/',
      pathNot: '^main/(index\\.ts$|shell/|security/|preload/|printing/|tooling/)',
    },
    to: { path: electron },
  },
  {
    name: 'backend, database, exchange and demo run without the Electron side',
    from: { path: '^main/(backend|database|exchange|demo|imaging)/' },
    to: { path: '^main/(index\\.ts$|shell/|security/|preload/|printing/)' },
  },
  {
    name: 'the SQL driver is used in main/database only',
    from: { path: '^(main|shared|renderer)/', pathNot: '^main/(database|tooling)/' },
    to: { path: sqlDriver },
  },
  {
    name: 'what is shipped imports no tooling',
    from: { path: '^(main|shared|renderer)/', pathNot: '^main/(tooling/|cli\\.ts$|cli/run-in-electron\\.ts$)' },
    to: { path: '^main/tooling/' },
  },
  {
    name: 'what a checkout alone can do is reached from main/cli.ts only',
    from: { path: '^(main|shared|renderer)/', pathNot: '^main/cli\\.ts$' },
    to: { path: '^main/cli/run-in-electron\\.ts$' },
  },
  {
    name: 'features of the page do not import each other',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'there are no cycles',
    from: { path: '^(main|shared|renderer|tests)/' },
    to: { circular: true },
  },
  {
    name: 'every import leads somewhere',
    from: { path: '^(main|shared|renderer|tests)/' },
    to: { couldNotResolve: true },
  },
]
