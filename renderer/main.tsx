import './app/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { styleNonce } from './app/style-nonce.ts'
import './app/styles.ts'
import { pixelSource } from './ipc/pixel-source.ts'

// For libraries that make style elements of their own and look for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

const images = pixelSource(() => window.bridge.openPixels())
createRoot(document.getElementById('root')!).render(<App bridge={window.bridge} images={images} />)
