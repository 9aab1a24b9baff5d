/**
 * What the page and the viewer's frame say to each other. The frame has no origin, no bridge and no address to go to:
 * it is given bytes and can say these few things.
 */

/** From the page. */
export interface ShowFile {
  readonly type: 'show'
  readonly title: string
  readonly mediaType: string
  readonly bytes: ArrayBuffer
  readonly scheme: 'light' | 'dark'
  /** The keyboard goes to what is shown, at once. */
  readonly takesFocus: boolean
}

/** Why a file can't be shown. */
export type ViewerProblem = 'protected' | 'unreadable'

/** From the frame. Whoever made the file may have taken the frame over: nothing of it is trusted. */
export type FromViewer =
  | { readonly type: 'ready' }
  | { readonly type: 'shown' }
  | { readonly type: 'close' }
  | { readonly type: 'problem'; readonly problem: ViewerProblem }

/** Undefined for everything else. */
export function readFromViewer(message: unknown): FromViewer | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined
  switch (message.type) {
    case 'ready':
    case 'shown':
    case 'close':
      return { type: message.type }
    case 'problem':
      return {
        type: 'problem',
        problem: 'problem' in message && message.problem === 'protected' ? 'protected' : 'unreadable',
      }
    default:
      return undefined
  }
}
