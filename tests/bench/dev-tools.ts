/**
 * A page over the DevTools protocol, without a library in between: one that attaches itself to every new page would
 * hold up the very start that is measured.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterPaint, until } from './in-page.ts'

export interface BenchPage {
  /**
   * Runs a function in the page and answers what it returns. The function is sent as text: it knows nothing but its
   * argument, the page's globals, and `until` and `afterPaint`.
   */
  run<A, R>(steps: (given: A) => R | Promise<R>, given: A): Promise<R>
  press(key: string): Promise<void>
  type(text: string): Promise<void>
  /** Loads the page anew, as nothing in the page itself can, and waits until the old one is gone. */
  reload(): Promise<void>
  close(): void
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}
interface Evaluated {
  readonly result: { readonly value: unknown }
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } }
}

const answerLimitMs = 60_000

export async function attachTo(address: string): Promise<BenchPage> {
  const socket = new WebSocket(address)
  const waiting = new Map<number, (reply: Reply) => void>()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
  })
  const answerAll = () => waiting.forEach((answer) => answer({ error: { message: 'the page is gone' } }))
  socket.addEventListener('close', answerAll)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`no page answers at ${address}`)))
  })

  function send(method: string, params: object): Promise<unknown> {
    const id = ++lastId
    return new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => answer({ error: { message: `no answer in ${answerLimitMs / 1000} s` } }),
        answerLimitMs,
      )
      const answer = ({ result, error }: Reply): void => {
        clearTimeout(limit)
        waiting.delete(id)
        if (error) reject(new Error(`${method}: ${error.message}`))
        else resolve(result)
      }
      waiting.set(id, answer)
      socket.send(JSON.stringify({ id, method, params }))
    })
  }

  async function evaluate(expression: string): Promise<Evaluated> {
    for (;;) {
      try {
        return (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as Evaluated
      } catch (error) {
        // Between two pages there is nothing to run in: nothing has been run yet.
        if (!/Cannot find default execution context/.test(String(error))) throw error
        await sleep(2)
      }
    }
  }

  const run: BenchPage['run'] = async (steps, given) => {
    const helpers = `const until = ${until.toString()}; const afterPaint = ${afterPaint.toString()};`
    const expression = `(async () => { ${helpers} return (${steps.toString()})(${JSON.stringify(given)}) })()`
    const { result, exceptionDetails } = await evaluate(expression)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as Awaited<ReturnType<typeof steps>>
  }

  return {
    run,
    async press(key) {
      const text = key.length === 1 ? key : key === 'Enter' ? '\r' : undefined
      const code = key === 'Enter' ? 13 : undefined
      const event = { key, ...(text && { text }), ...(code && { windowsVirtualKeyCode: code }) }
      await send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', ...event })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    },
    async type(text) {
      await send('Input.insertText', { text })
    },
    async reload() {
      const isOld = (): Promise<boolean> =>
        run(() => 'benchOld' in window, undefined).catch((error: unknown) => {
          if (/navigated|destroyed/.test(String(error))) return true // It went away just now.
          throw error
        })
      await run(() => void Object.assign(window, { benchOld: true }), undefined)
      await send('Page.reload', {})
      while (await isOld()) await sleep(10)
    },
    close: () => socket.close(),
  }
}
