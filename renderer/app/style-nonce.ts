/** The nonce of this load, as the main side wrote it into the page: only styles that carry it are applied. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
