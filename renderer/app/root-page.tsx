import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { BusyBar } from './busy-bar.tsx'
import { Frame } from './frame.tsx'

/** Paper has no frame around it; every other screen has. */
export function RootPage() {
  const isPaper = useLocation({ select: ({ pathname }) => pathname.startsWith('/print/') })
  if (isPaper)
    return (
      <Suspense>
        <Outlet />
      </Suspense>
    )
  return (
    <Frame>
      <Suspense fallback={<BusyBar />}>
        <Outlet />
      </Suspense>
    </Frame>
  )
}
