/** Text of the character repertoires that Specific Character Set names (PS3.3, section C.12.1.1.2). */

/** By defined term, with and without code extensions (ISO 2022). The labels are those of the Encoding standard. */
const encodings: Readonly<Record<string, string>> = {
  'ISO_IR 6': 'latin1',
  'ISO_IR 100': 'latin1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'latin5',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO_IR 87': 'iso-2022-jp',
  'ISO_IR 159': 'iso-2022-jp',
  'ISO_IR 149': 'euc-kr',
  'ISO_IR 58': 'gb18030',
}

/** Designations of G0 and G1 that the decoders for the 8-bit forms don't know. */
// oxlint-disable-next-line no-control-regex -- escape sequences are control characters
const designations = /\x1b(?:\$?[()\-)][A-Z])/g

export type DecodeText = (bytes: Uint8Array) => string

/**
 * @param terms the values of Specific Character Set; with none, ISO 646
 * @returns a decoder that never fails: what it can't read becomes U+FFFD
 */
export function textDecoderOf(terms: readonly string[]): DecodeText {
  const names = terms.map((term) => encodings[term.trim().replace(/^ISO 2022 IR /, 'ISO_IR ')])
  // With code extensions the first is the initial set, and the escapes switch to the others: the widest of them decodes all.
  const label = names.findLast((name) => name && name !== 'latin1') ?? names.find(Boolean) ?? 'latin1'
  const decoder = new TextDecoder(label)
  if (label === 'iso-2022-jp' || terms.length < 2) return (bytes) => decoder.decode(bytes)
  return (bytes) =>
    decoder.decode(Buffer.from(Buffer.from(bytes).toString('latin1').replace(designations, ''), 'latin1'))
}
