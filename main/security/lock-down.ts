/** Everything that a page can't do: leave, open windows, download, ask for devices, reach the network. */
import { app } from 'electron'
import type { Session, WebContents } from 'electron'
import { devServer, isOwnAddress, isViewerAddress } from './app-scheme.ts'

/** Before the app is ready: what Chromium would otherwise do on its own. */
export function stayOffTheNetwork(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'disable-breakpad',
    'dns-prefetch-disable',
    'no-pings',
  ])
    app.commandLine.appendSwitch(name)
  if (devServer) return
  // No name is ever looked up, and whatever would go out goes to a proxy that does not exist.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('proxy-server', 'http://127.0.0.1:9')
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>')
}

export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }))
}

function mayLoad(address: string): boolean {
  if (isOwnAddress(address)) return true
  const { protocol, host } = new URL(address)
  // The developer tools' own pages, which a package does not have; blob: and data: never leave the page.
  if (protocol === 'blob:' || protocol === 'data:' || (protocol === 'devtools:' && !app.isPackaged)) return true
  return devServer !== undefined && host === new URL(devServer).host
}

/** Every window and whatever else shows a page, as soon as it is made. */
export function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // The page's own frame is filled with the viewer; it leads nowhere else, and no frame in it leads anywhere.
    const mayFill = event.frame?.parent === contents.mainFrame && isViewerAddress(event.url)
    if (!mayFill) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
