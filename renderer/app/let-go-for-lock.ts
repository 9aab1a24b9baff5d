/**
 * What the page does when it is about to be locked away: nothing is shown and nothing is typed any more, and what was
 * typed until then is kept. Its process ends as soon as it has answered, or a second later.
 */
import type { Client } from '#shared/ipc/client.ts'
import { flushDrafts, unsentDrafts } from '../forms/kept-drafts.ts'
import { commandsAnswered } from '../ipc/running-commands.ts'
import './let-go-for-lock.css'

/** Of the second that there is. */
const answersLimitMs = 600

/** From here on whatever is refused concerns nobody: this page goes. */
export const isLetGo = (): boolean => document.documentElement.dataset['locked'] === 'true'

export async function letGoForLock(client: Client): Promise<void> {
  coverPage()
  // What is being saved is saved, or is in the hand of its form again.
  await commandsAnswered(answersLimitMs)
  await flushDrafts()
  await client.call('lock.kept', { unsent: unsentDrafts() })
}

/** A key that is pressed now would be typed into a page that is gone. */
function coverPage(): void {
  document.documentElement.dataset['locked'] = 'true'
  const drop = (event: Event): void => {
    if (!isLetGo()) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  for (const type of ['keydown', 'keypress', 'beforeinput', 'paste', 'pointerdown', 'mousedown', 'click', 'submit'])
    window.addEventListener(type, drop, true)
}
