/// <reference path="../../renderer/env.d.ts" />
/** What jsdom lacks and the page counts on. */
import { vi } from 'vitest'

class StillObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

vi.stubGlobal('ResizeObserver', StillObserver)
vi.stubGlobal('IntersectionObserver', StillObserver)
window.matchMedia ??= (query) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }) as MediaQueryList

// Dialogs of the browser: jsdom knows the element, not its opening.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true
}
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false
}
Element.prototype.scrollIntoView ??= () => {}
Element.prototype.scrollTo = function (this: Element, where?: ScrollToOptions | number) {
  this.scrollTop = typeof where === 'object' ? (where.top ?? this.scrollTop) : this.scrollTop
  // As in a browser: the event comes later.
  setTimeout(() => this.dispatchEvent(new Event('scroll')))
}
window.scrollTo = () => {}

/** Gives every element a size, for what draws only as much as fits (virtual rows). */
export function givePageSize(width = 1280, height = 800): void {
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: width })
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: height })
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: width })
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: height })
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', { configurable: true, value: 1_000_000 })
}
