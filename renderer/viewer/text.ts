import type { View } from './view.ts'

/** Plain text, whatever it may look like: nothing in it is ever markup. */
export function showText(bytes: ArrayBuffer): View {
  const element = document.createElement('pre')
  element.className = 'text'
  element.textContent = new TextDecoder().decode(bytes)
  return { element, pages: [], zoom: (factor) => element.style.setProperty('--zoom', String(factor)) }
}
