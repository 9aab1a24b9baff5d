import type { StartedProgram } from './started-program.ts'

/** Makes the app's save dialogs answer with `file` at once, through the inspector of its main process. */
export async function answerSaveDialogs({ inspector }: StartedProgram, file: string): Promise<void> {
  if (!inspector) throw new Error('The app was started without its inspector.')
  const expression = `require('electron').dialog.showSaveDialog =
    async () => ({ canceled: false, filePath: ${JSON.stringify(file)} })`
  const socket = new WebSocket(inspector)
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('the inspector does not answer')))
      socket.addEventListener('message', ({ data }) => resolve(String(data)))
      socket.addEventListener('open', () =>
        socket.send(
          JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, includeCommandLineAPI: true } }),
        ),
      )
    })
    if (answer.includes('exceptionDetails')) throw new Error(`the save dialog could not be replaced: ${answer}`)
  } finally {
    socket.close()
  }
}
