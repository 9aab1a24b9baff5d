/** How long the page is waited for: a machine that does other work as well is slow, not wrong. */
import { configure } from '@testing-library/react'

configure({ asyncUtilTimeout: 20_000 })
