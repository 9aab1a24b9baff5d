/**
 * A new page in place of one that is locked away. The process that showed it ends, and with it all that it held: what it
 * had read, what was drawn, what was typed. Clearing it piece by piece would leave what somebody forgot to clear.
 */
import { app } from 'electron'
import type { WebContents } from 'electron'

/** Somebody else's page to ours, and so of another process; in the colors of the system. */
const emptyPage = 'data:text/html,<meta name="color-scheme" content="light dark">'
/** It has answered a moment ago and shows nothing any more: there is time, on a computer that is busy too. */
const leaveLimitMs = 5_000
const endLimitMs = 1_000

const replaced = new WeakSet<WebContents>()

/** While its page is replaced a window asks nobody whether it may, and is not loaded again by whoever notices. */
export const isReplaced = (contents: WebContents): boolean => replaced.has(contents)

/** @param isHanging the page did not answer: it is not asked to go, it is ended */
export async function replacePage(contents: WebContents, address: string, isHanging: boolean): Promise<void> {
  const before = contents.getOSProcessId()
  replaced.add(contents)
  try {
    if (isHanging || !(await leaves(contents)) || contents.getOSProcessId() === before) await crash(contents)
    await contents.loadURL(address)
  } finally {
    replaced.delete(contents)
    contents.navigationHistory.clear()
    setTimeout(() => endIfLeft(before), endLimitMs).unref()
  }
}

/** @returns false where it did not go in time */
async function leaves(contents: WebContents): Promise<boolean> {
  const left = contents.loadURL(emptyPage).then(
    () => true,
    () => false,
  )
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    limit = setTimeout(() => resolve(false), leaveLimitMs)
  })
  return Promise.race([left, late]).finally(() => clearTimeout(limit))
}

async function crash(contents: WebContents): Promise<void> {
  if (contents.isCrashed()) return
  const gone = new Promise((resolve) => contents.once('render-process-gone', resolve))
  contents.forcefullyCrashRenderer()
  await gone
}

/** The process of a page that left ends by itself within moments. Only one of our own is ever ended. */
function endIfLeft(pid: number): void {
  if (app.getAppMetrics().some((process) => process.pid === pid && process.type === 'Tab')) process.kill(pid, 'SIGKILL')
}
