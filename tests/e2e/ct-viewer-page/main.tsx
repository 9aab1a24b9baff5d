import '#renderer/app/no-eval.ts'
import { MantineProvider } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import { styleNonce } from '#renderer/app/style-nonce.ts'
import '#renderer/app/styles.ts'
import './scene.css'
import { cssVariables, theme } from '#renderer/app/theme.ts'
import { CtPair } from '#renderer/features/imaging/viewer/ct-pair.tsx'
import type { PairState } from '#renderer/features/imaging/viewer/pair-state.ts'
import { CtViewer } from '#renderer/features/imaging/viewer/ct-viewer.tsx'
import type { ViewedSeries } from '#renderer/features/imaging/viewer/viewed-series.ts'
import { Marks } from './marks.tsx'
import { phantomGeometry, phantomSource } from './phantom.ts'
import type { PhantomWish } from './phantom.ts'

const wishes = {
  first: { count: 60, spacingMm: 5, topMm: 0 },
  // Thirteen months on: thinner, kept from feet to head, the patient lay 23 mm lower on the table.
  second: { count: 130, spacingMm: 2.5, topMm: 0, isReversed: true, shiftMm: -23, pixelMm: 0.75 },
  oblong: { count: 5, spacingMm: 5, topMm: -140, rowMm: 1.1 },
  short: { count: 12, spacingMm: 5, topMm: -100 },
} satisfies Record<string, PhantomWish>

const seriesOf = (seriesId: keyof typeof wishes, label: string, thicknessMm: number): ViewedSeries => ({
  seriesId,
  label,
  description: 'lung kernel',
  imageCount: wishes[seriesId].count,
  thicknessMm,
  geometry: phantomGeometry(wishes[seriesId]),
  isCt: true,
})

const first = seriesOf('first', '3 Mar 2023', 5)
const second = seriesOf('second', '8 Apr 2024', 2.5)
const oblong = seriesOf('oblong', '5 May 2021', 5)
const short = seriesOf('short', '1 Jun 2024', 5)
const picture: ViewedSeries = { seriesId: 'picture', label: '2 Feb 2020', imageCount: 1, isCt: false }

/** A gradient in color, 300 by 200. */
const pictureSource: ImageSource = {
  image() {
    const pixels = Uint8Array.from({ length: 300 * 200 * 3 }, (_, at) =>
      at % 3 === 0 ? ((at / 3) % 300) * 0.8 : at % 3 === 1 ? 200 - Math.floor(at / 900) : 90,
    )
    return Promise.resolve({ rows: 200, columns: 300, samples: 3, pixels, slope: 1, intercept: 0, isInverted: false })
  },
}

const source = phantomSource(wishes)
const slow = phantomSource(wishes, 1500)
const broken = phantomSource(wishes, 0, [30])

/** By itself, so that schemas are made after `no-eval.ts` has run. */
const Panels = lazy(() => import('./panels.tsx').then((module) => ({ default: module.Panels })))

declare global {
  interface Window {
    /** What the pair last told of itself. */
    pair?: PairState
    violations?: string[]
  }
}

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  window.violations = [...(window.violations ?? []), `${effectiveDirective} ${blockedURI}`]
})

const tell = (state: PairState): void => void (window.pair = state)

function Pair({ right }: { readonly right: ViewedSeries }) {
  const [link, setLink] = useState<Link>({ isLinked: true, offsetMm: 0 })
  return <CtPair left={first} right={right} source={source} link={link} onLinkChange={setLink} onStateChange={tell} />
}

function Scene() {
  const scene = new URLSearchParams(location.search).get('scene')
  switch (scene) {
    case 'reading':
    case 'density':
    case 'agreement':
      return (
        <Suspense>
          <Panels scene={scene} />
        </Suspense>
      )
    case 'pair':
      return <Pair right={second} />
    case 'marks':
      return <Marks earlier={first} later={second} source={source} onState={tell} />
    case 'short':
      return <Pair right={short} />
    case 'oblong':
      return <CtViewer study={oblong} source={source} />
    case 'slow':
      return <CtViewer study={first} source={slow} />
    case 'broken':
      return <CtViewer study={first} source={broken} />
    case 'empty':
      return <CtViewer study={{ ...first, imageCount: 0 }} source={source} />
    case 'picture':
      return <CtViewer study={picture} source={pictureSource} />
    default:
      return <CtViewer study={first} source={source} />
  }
}

createRoot(document.getElementById('root')!).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <main className="scene">
      <Scene />
    </main>
  </MantineProvider>,
)
