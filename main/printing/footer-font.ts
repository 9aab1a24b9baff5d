import type { WebContents } from 'electron'
import font from 'inter-ui/web/Inter-Regular.woff2?inline'

const family = 'Inter Footer'

/**
 * Makes the footer's font known to the page's process and answers its address. The footer is drawn in a document of its
 * own, at once, without waiting for fonts and without fetching any: only one that the page has loaded under the same
 * address is at hand.
 */
export async function loadFooterFont(contents: WebContents): Promise<string> {
  await contents.insertCSS(`@font-face { font-family: '${family}'; src: url('${font}') format('woff2'); }`)
  await contents.executeJavaScript(`document.fonts.load("12px '${family}'").then((faces) => faces.length)`)
  return font
}
