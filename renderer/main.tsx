import './app/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { styleNonce } from './app/style-nonce.ts'
import './app/styles.ts'

// For libraries that make style elements of their own and look for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

createRoot(document.getElementById('root')!).render(<App bridge={window.bridge} />)
