/** The bar with page and size above what is shown, and the keys for both. */
import type { View } from './view.ts'

const sizes = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4]
const marginPx = 16
const linePx = 48

/** Puts a view into the document, and the keyboard on it where that is wanted. */
export function readingFrame(
  { element, pages, zoom }: View,
  title: string,
  takesFocus: boolean,
  onClose: () => void,
): void {
  let factor = 1
  const scroll = block('main', 'scroll')
  scroll.tabIndex = 0
  scroll.setAttribute('aria-label', title)
  scroll.append(element)

  const page = block('output', 'page')
  const size = block('output', 'size')
  const bar = block('div', 'bar')
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', 'Page and size')
  const leaf = [button('‹', 'Previous page', '←', () => go(-1)), page, button('›', 'Next page', '→', () => go(1))]
  bar.append(
    ...(pages.length > 1 ? leaf : []),
    button('−', 'Smaller', '−', () => resize(-1)),
    size,
    button('+', 'Larger', '+', () => resize(1)),
    button('Fit', 'Fit the width', '0', () => resize(0)),
  )
  document.body.append(bar, scroll)

  const current = () => {
    const top = scroll.scrollTop + scroll.clientHeight / 3
    const next = pages.findIndex((each) => each.offsetTop > top)
    return next === -1 ? pages.length - 1 : Math.max(0, next - 1)
  }
  const tell = () => {
    page.textContent = `Page ${current() + 1} of ${pages.length}`
    size.textContent = `${Math.round(factor * 100)} %`
  }
  const go = (step: number) => {
    const target = pages[Math.min(pages.length - 1, Math.max(0, current() + step))]
    if (target) scroll.scrollTop = target.offsetTop - marginPx
  }
  /** Keeps the place that is being read. */
  const fit = () => {
    const place = scroll.scrollTop / Math.max(1, scroll.scrollHeight)
    zoom(factor, scroll.clientWidth - 2 * marginPx)
    scroll.scrollTop = place * scroll.scrollHeight
    tell()
  }
  const resize = (step: number) => {
    const at = sizes.indexOf(factor)
    factor = step === 0 ? 1 : (sizes[Math.min(sizes.length - 1, Math.max(0, at + step))] ?? 1)
    fit()
  }
  const keys: Readonly<Record<string, () => void>> = {
    Escape: onClose,
    '+': () => resize(1),
    '=': () => resize(1),
    '-': () => resize(-1),
    '0': () => resize(0),
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    // Said here, so that they work from the buttons as well.
    ArrowDown: () => scroll.scrollBy(0, linePx),
    ArrowUp: () => scroll.scrollBy(0, -linePx),
    PageDown: () => scroll.scrollBy(0, scroll.clientHeight - linePx),
    PageUp: () => scroll.scrollBy(0, linePx - scroll.clientHeight),
    Home: () => scroll.scrollTo(0, 0),
    End: () => scroll.scrollTo(0, scroll.scrollHeight),
  }
  window.addEventListener('keydown', (event) => {
    const wide = scroll.scrollWidth > scroll.clientWidth
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
    const run = event.altKey || event.ctrlKey || (wide && sideways) ? undefined : keys[event.key]
    if (!run) return
    event.preventDefault()
    run()
  })
  scroll.addEventListener('scroll', tell, { passive: true })
  new ResizeObserver(fit).observe(scroll)
  fit()
  if (takesFocus) scroll.focus()
}

function block(tag: 'main' | 'div' | 'output', name: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = name
  return element
}

function button(text: string, label: string, key: string, onPress: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = text
  element.title = `${label} (${key})`
  element.setAttribute('aria-label', label)
  element.addEventListener('click', onPress)
  return element
}
