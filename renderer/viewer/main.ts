/**
 * The frame that shows what is in a file. It runs without an origin of its own (see main/security/app-scheme.ts), is
 * handed bytes once, and can say no more than `messages.ts` lists.
 */
import '../app/tokens.css'
import '../app/base.css'
import './viewer.css'
import { readingFrame } from './frame.ts'
import type { FromViewer, ShowFile, ViewerProblem } from './messages.ts'
import { showPicture } from './picture.ts'
import { showText } from './text.ts'
import type { View } from './view.ts'

const say = (message: FromViewer) => window.parent.postMessage(message, '*')

/** The PDF reader is large, and most files are looked at one after another: loaded when the first one asks for it. */
async function viewOf(file: ShowFile): Promise<View> {
  if (file.mediaType === 'application/pdf') return (await import('./pdf.ts')).showPdf(file.bytes)
  if (file.mediaType.startsWith('image/')) return showPicture(file)
  return showText(file.bytes)
}

async function show(file: ShowFile): Promise<void> {
  document.documentElement.dataset['mantineColorScheme'] = file.scheme
  document.title = file.title
  try {
    const view = await viewOf(file)
    readingFrame(view, file.title, file.takesFocus, () => say({ type: 'close' }))
    say({ type: 'shown' })
  } catch (error) {
    const problem: ViewerProblem = (error as Error).name === 'PasswordException' ? 'protected' : 'unreadable'
    say({ type: 'problem', problem })
  }
}

window.addEventListener(
  'message',
  ({ source, data }: MessageEvent<ShowFile>) => {
    if (source === window.parent) void show(data)
  },
  { once: true },
)
say({ type: 'ready' })
