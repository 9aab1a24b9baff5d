/** The codecs of cornerstone, compiled from C++ with Emscripten, ship without types. */

declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const load: import('./wasm-codec.ts').LoadModule<'JPEGDecoder'>
  export default load
}

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const load: import('./wasm-codec.ts').LoadModule<'JpegLSDecoder'>
  export default load
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const load: import('./wasm-codec.ts').LoadModule<'J2KDecoder'>
  export default load
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const load: import('./wasm-codec.ts').LoadModule<'HTJ2KDecoder'>
  export default load
}
