export interface PolicyOptions {
  /** Fonts may stand in the page itself: wanted by the footer of printed pages. */
  readonly inlineFonts?: boolean
}

type Rules = Readonly<Record<string, string>>
const written = (rules: Rules): string =>
  Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources}`.trim())
    .join('; ')

/** What a page may load and run: its own files, and styles that carry the nonce of this load. Nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string, { inlineFonts = false }: PolicyOptions = {}): string {
  return written({
    'default-src': "'none'",
    'script-src': "'self'",
    // Components put <style> elements in with the nonce; style attributes are set through the DOM, which needs no leave.
    'style-src': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'none'",
    'font-src': inlineFonts ? "'self' data:" : "'self'",
    'img-src': "'self'",
    'connect-src': "'none'",
    // The viewer of attachments, which has a policy of its own.
    'frame-src': "'self'",
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  })
}

/**
 * What the viewer of attachments may do. Its sandbox takes its origin away, however it was opened: no bridge, no storage,
 * nobody to ask. It reads fonts and decoders of its own; pictures and the worker come from the bytes that it was handed.
 * @param assets address of the folder with everything that pages are built of
 */
export function viewerPolicy(assets: string): string {
  return written({
    sandbox: 'allow-scripts',
    'default-src': "'none'",
    // Scanned pages are decoded by WebAssembly.
    'script-src': "'self' 'wasm-unsafe-eval'",
    'worker-src': 'blob:',
    'style-src': "'self'",
    'style-src-attr': "'none'",
    'font-src': "'self'",
    'img-src': 'blob:',
    'connect-src': assets,
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'self'",
  })
}
