/**
 * The least that an Electron program can do: what the app's own times and memory are held against. It shows one line of
 * text in a window, prints one line of text, and passes work on to a process of the kind that the app's backend runs in.
 */
const path = require('node:path')
const { app, BrowserWindow, utilityProcess } = require('electron')

const page = path.join(__dirname, 'index.html')
const size = process.argv.includes('--small') ? { width: 200, height: 100 } : { width: 1280, height: 800 }
const webPreferences = { sandbox: true, contextIsolation: true }
let worker

async function printOneLine() {
  const started = performance.now()
  const window = new BrowserWindow({ show: false, webPreferences })
  try {
    await window.loadFile(page)
    const loaded = performance.now()
    await window.webContents.printToPDF({})
    return { value: { ms: performance.now() - started, printMs: performance.now() - loaded } }
  } finally {
    window.destroy()
  }
}

function passOn(request) {
  worker ??= utilityProcess.fork(path.join(__dirname, 'worker.cjs'))
  return new Promise((resolve) => {
    worker.once('message', resolve)
    worker.postMessage(request)
  })
}

async function answer(request) {
  try {
    return await (request.type === 'print' ? printOneLine() : passOn(request))
  } catch (error) {
    return { error: String(error) }
  }
}

process.on('message', ({ id, request }) => void answer(request).then((said) => process.send({ id, answer: said })))
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => new BrowserWindow({ ...size, webPreferences }).loadFile(page))
