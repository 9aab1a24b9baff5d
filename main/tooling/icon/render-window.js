// Run by Electron: draws each size of the icon in a window that is never shown, and writes it as PNG.
import fs from 'node:fs'
import path from 'node:path'
import { app, BrowserWindow } from 'electron'

const [svgFile, folder, ...sizes] = process.argv.slice(process.argv.indexOf('--') + 1)
const svg = fs.readFileSync(svgFile, 'utf8')
const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`

app.commandLine.appendSwitch('force-device-scale-factor', '1')
// Not awaited here: Electron is not ready before this file has been read to its end.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { offscreen: true, sandbox: true } })
  await window.loadURL('data:text/html,<canvas></canvas>')
  for (const size of sizes) {
    const url = await window.webContents.executeJavaScript(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(image)}
    await image.decode()
    const canvas = document.querySelector('canvas')
    canvas.width = canvas.height = ${Number(size)}
    canvas.getContext('2d').drawImage(image, 0, 0, ${Number(size)}, ${Number(size)})
    return canvas.toDataURL('image/png')
  })()`)
    fs.writeFileSync(path.join(folder, `${size}x${size}.png`), Buffer.from(url.split(',')[1], 'base64'))
  }
  app.exit(0)
})
