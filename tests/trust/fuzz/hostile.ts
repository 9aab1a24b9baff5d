/** What somebody would send who wants to find out what breaks. */
import fc from 'fast-check'

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'AS\u00000001',
  '\uD800',
  'x\uDFFFx',
  '\uFEFF',
  '\u202Etxt.exe',
  '\u2028',
  '💊'.repeat(50),
  'e\u0301'.repeat(300),
  'x'.repeat(300),
  'x'.repeat(120_000),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  `'; DROP TABLE cases; --`,
  `" OR ""="`,
  `x') UNION SELECT sql FROM sqlite_schema --`,
  '"',
  `'`,
  '*',
  'a* OR b',
  'NEAR(a b',
  'code:',
  '^-(',
  'key:__proto__',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  'C:\\Windows\\win.ini',
  '\\\\server\\share\\x',
  '/dev/null',
  'CON',
  'NUL.asild',
  'a/b',
  '%2e%2e%2f%00',
  '.',
  '..',
  '<script>bridge.call(1)</script>',
  '=HYPERLINK("http://x.invalid")',
  '{{7*7}}${7*7}',
  '$& $1 $<name>',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '2026-02-30',
  '9999-12-31',
  '0000',
  '1950-13',
  '{"a":1}',
  '{',
  nested(2000),
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

/** An own property of that name, as JSON text can make one. */
const withProto = JSON.parse('{"__proto__": {"polluted": true, "isAdmin": true}}') as object
const withConstructor = { constructor: { prototype: { polluted: true } } }

/** Anything that JSON can say, of any type. */
export const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.1, 2 ** 53, -(2 ** 53), 1e308, -1e308, [], {}, [[]], [null]),
  fc.constantFrom<unknown>(withProto, withConstructor, { toString: 'x' }, { length: 3 }, { toJSON: 1 }),
  fc.constant(JSON.parse(nested(500)) as unknown),
  fc.jsonValue({ maxDepth: 3 }),
)

/** What need not even be JSON. */
export const wildJson: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    'null',
    '"text"',
    '[]',
    '42',
    '1e999',
    'undefined',
    '{"a":1,}',
    '{"__proto__":{"polluted":true}}',
    nested(100_000),
    `{"caseId":${nested(50_000)}}`,
    `{"search":"${'x'.repeat(3_000_000)}"}`,
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
)
