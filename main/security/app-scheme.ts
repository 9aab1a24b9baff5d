/** app://local/ serves the built page, and nothing outside its folder. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { app, protocol } from 'electron'
import type { Session } from 'electron'
import { containedFile } from './contained-file.ts'
import { contentSecurityPolicy, viewerPolicy } from './content-security-policy.ts'
import type { PolicyOptions } from './content-security-policy.ts'

const home = 'app://local/'

/** The address of the page server while developing; never looked at in a package. */
export const devServer: string | undefined = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** Before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

/** The address of a page of ours; `route` is what follows the `#`. */
export function pageAddress(route = ''): string {
  return `${devServer ? new URL('/', devServer).href : home}${route && `#${route}`}`
}

const viewerFile = 'viewer.html'

/** The only page that may stand in a frame. */
export function isViewerAddress(address: string): boolean {
  return isOwnAddress(address) && new URL(address).pathname === `/${viewerFile}`
}

/** True for a page of ours. Compared part by part: the origin of a scheme like this one is the text "null". */
export function isOwnAddress(address: string): boolean {
  const own = new URL(pageAddress())
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url !== undefined && url.protocol === own.protocol && url.host === own.host
}

export function serveApp(session: Session, folder: string, policy: PolicyOptions = {}): void {
  session.protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? containedFile(request.url, folder) : undefined
    if (!file) return notFound()
    try {
      const content = fs.readFileSync(file)
      if (path.extname(file) !== '.html') return answer(content, file)
      return path.relative(folder, file) === viewerFile ? viewer(content) : page(content.toString('utf8'), policy)
    } catch {
      return notFound()
    }
  })
}

function page(html: string, policy: PolicyOptions): Response {
  const nonce = randomBytes(18).toString('base64')
  const headers = {
    ...commonHeaders('.html'),
    'Content-Security-Policy': contentSecurityPolicy(nonce, policy),
    'Cache-Control': 'no-store',
  }
  return new Response(html.replaceAll('__CSP_NONCE__', nonce), { headers })
}

function viewer(html: Buffer): Response {
  const headers = {
    ...commonHeaders('.html'),
    'Content-Security-Policy': viewerPolicy(`${home}assets/`),
    // Without an origin it is somebody else to the page that holds it.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
  return new Response(new Uint8Array(html), { headers })
}

/** Scripts, styles, fonts. The viewer, which has no origin, asks for its own as a stranger; they hold no secret. */
function answer(content: Buffer, file: string): Response {
  const headers = { ...commonHeaders(path.extname(file)), 'Access-Control-Allow-Origin': 'null' }
  return new Response(new Uint8Array(content), { headers })
}

function commonHeaders(extension: string): Record<string, string> {
  return {
    'Content-Type': mediaTypes[extension] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}

const notFound = (): Response => new Response('not found', { status: 404, headers: { 'Content-Type': 'text/plain' } })
