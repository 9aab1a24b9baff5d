import { useLocation, useNavigate, useRouterState } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import { keepUnsent } from '../forms/kept-drafts.ts'
import { useClient } from '../ipc/client-context.tsx'
import { forgetRegistry } from '../ipc/query-client.ts'
import { useQueryOf } from '../ipc/use-contract.ts'
import { Banners } from './banners.tsx'
import { useDamage } from './damage.ts'
import { letGoForLock } from './let-go-for-lock.ts'
import { Notices } from './notices.tsx'
import { Rail } from './rail.tsx'
import { screens } from './screens.ts'
import { useShortcut } from './shortcuts.tsx'
import { useCloseRegistry } from './use-close-registry.ts'
import { useLock } from './use-lock.ts'
import './frame.css'

const DamagedPage = lazy(async () => ({ default: (await import('./damaged-page.tsx')).DamagedPage }))
const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))
const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }))

/** The rail, the banners, and the screen in its place. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [showsShortcuts, setShowsShortcuts] = useState(false)
  const [showsPalette, setShowsPalette] = useState(false)
  const navigate = useNavigate()
  const status = useQueryOf('registry.status', {}).data
  const { found } = useDamage()
  const damage = found ?? (status?.damage ? { message: status.damage, folder: status.folder } : undefined)
  const [readsOn, setReadsOn] = useState(false)
  // Who reads on does so until that registry is closed.
  const isClosed = status?.state === 'closed'
  useEffect(() => {
    if (isClosed) setReadsOn(false)
  }, [isClosed])
  const main = useFocusOnNewScreen()
  useWayBackToUnlock(status)
  useDraftsAcrossClosing(status)
  useShortcut('shortcuts', () => setShowsShortcuts(true))
  useShortcut('palette', () => setShowsPalette(true))
  const lock = useLock()
  useShortcut('lock', lock)
  useShortcut('help', () => void navigate({ to: '/help' }))
  return (
    <div className="frame">
      <Rail status={status} showShortcuts={() => setShowsShortcuts(true)} />
      <div className="frame-column">
        <Banners status={status} {...(readsOn && { onShowDamage: () => setReadsOn(false) })} />
        <main className="frame-main" ref={main} tabIndex={-1}>
          {damage && !readsOn ? (
            <Suspense>
              <DamagedPage {...damage} onReadOn={() => setReadsOn(true)} />
            </Suspense>
          ) : (
            children
          )}
        </main>
      </div>
      <Notices />
      {showsPalette && (
        <Suspense>
          <CommandPalette onClose={() => setShowsPalette(false)} />
        </Suspense>
      )}
      {showsShortcuts && (
        <Suspense>
          <ShortcutsDialog onClose={() => setShowsShortcuts(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** The menu closes the registry as the rail does; what could not be kept before it closed is kept when it is open again. */
function useDraftsAcrossClosing(status: RegistryStatus | undefined): void {
  const client = useClient()
  const closeRegistry = useCloseRegistry()
  const isOpen = status?.state === 'open'
  useEffect(() => {
    if (isOpen) return client.onAsked((what) => what === 'close-registry' && void closeRegistry())
    return undefined
  }, [client, closeRegistry, isOpen])
  useEffect(
    () => client.onAsked((what) => what === 'keep-drafts' && void letGoForLock(client).catch(() => {})),
    [client],
  )
  useEffect(() => {
    if (status?.state === 'open') void keepUnsent(client, status)
  }, [client, status])
}

/** A new screen takes the keyboard, unless it put it somewhere itself: Page Down and readers start there. */
function useFocusOnNewScreen() {
  const main = useRef<HTMLElement>(null)
  // Resolved: the new screen stands, and the old one has gone with whatever had the focus.
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const last = useRef(path)
  useEffect(() => {
    if (last.current !== undefined && path !== last.current && !main.current?.contains(document.activeElement))
      main.current?.focus({ preventScroll: true })
    last.current = path
  }, [path])
  return main
}

/** The way to a screen that there is only while a registry is open. */
const isOfOpenRegistry = (pathname: string): boolean =>
  screens.some((screen) => 'when' in screen && screen.when === 'open' && pathname.startsWith(screen.to))

/** Closed or locked while its cases were on the screen: to the open screen, which remembers the place. */
function useWayBackToUnlock(status: RegistryStatus | undefined): void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { pathname, href } = useLocation()
  const lastFolder = useRef<string>(undefined)
  useEffect(() => {
    if (status?.state === 'open') lastFolder.current = status.folder
    if (status?.state !== 'closed' || !isOfOpenRegistry(pathname)) return
    const leave = async (): Promise<void> => {
      await navigate({ to: '/open', search: { folder: lastFolder.current, back: href } })
      forgetRegistry(queryClient)
    }
    void leave()
  }, [status, pathname, href, navigate, queryClient])
}
