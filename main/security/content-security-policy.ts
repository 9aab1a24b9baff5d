export interface PolicyOptions {
  /** Fonts may stand in the page itself: wanted by the footer of printed pages. */
  readonly inlineFonts?: boolean
}

/** What a page may load and run: its own files, and styles that carry the nonce of this load. Nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string, { inlineFonts = false }: PolicyOptions = {}): string {
  const rules: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    // Components put <style> elements in with the nonce; style attributes are set through the DOM, which needs no leave.
    'style-src': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'none'",
    'font-src': inlineFonts ? "'self' data:" : "'self'",
    'img-src': "'self'",
    'connect-src': "'none'",
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  }
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}
