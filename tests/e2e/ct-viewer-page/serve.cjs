/** A window with one page, served under the policy that the app's own page has. Started by ct-viewer-app.ts. */
const fs = require('node:fs')
const path = require('node:path')
const { BrowserWindow, app, protocol } = require('electron')

const { PAGE_FOLDER: folder, PAGE_POLICY: policy, PAGE_NONCE: nonce } = process.env
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true }
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])

void app.whenReady().then(() => {
  protocol.handle('app', ({ url }) => {
    const file = path.join(folder, new URL(url).pathname)
    const type = types[path.extname(file)] ?? 'application/octet-stream'
    const headers = { 'Content-Type': type, 'Content-Security-Policy': policy }
    const content = fs.readFileSync(file)
    return new Response(
      type.startsWith('text/html') ? content.toString().replaceAll('__CSP_NONCE__', nonce) : content,
      { headers },
    )
  })
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  void window.loadURL('app://local/index.html')
})
