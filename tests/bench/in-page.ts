/** What functions sent into the page may count on (see `BenchPage.run`). They are sent as text: each stands alone. */

/** Waits for what `look` finds, looking whenever the page changes. */
export function until<T>(look: () => T | null | undefined | false, limitMs = 30_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(check)
    const limit = setTimeout(() => {
      observer.disconnect()
      reject(new Error(`not seen in ${limitMs / 1000} s: ${look.toString()}`))
    }, limitMs)
    function check(): void {
      const found = look()
      if (!found) return
      observer.disconnect()
      clearTimeout(limit)
      resolve(found)
    }
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    document.addEventListener('focusin', check, { once: true })
    check()
  })
}

/** The moment when what the page holds now has been drawn. */
export function afterPaint(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(undefined)
    })
  })
}
