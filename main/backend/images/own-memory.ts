/** Bytes that can be handed to another thread: a copy where others lie in the same memory, for that goes as a whole. */
export function ownMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes
  // Room left over behind the bytes is nobody's: small rests of a large memory do not matter, shared pools do.
  const isOwn = buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength < 4 * length + 4096
  return isOwn ? new Uint8Array(buffer, 0, length) : new Uint8Array(bytes)
}
