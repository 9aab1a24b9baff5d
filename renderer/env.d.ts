/// <reference types="vite/client" />

interface Window {
  /** Given by the preload script. */
  readonly bridge: import('#shared/ipc/wire.ts').PageDoor
}

/** One icon a module: the package's index would load some five thousand. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  const icon: import('react').ComponentType<
    Omit<import('react').SVGProps<SVGSVGElement>, 'stroke'> & { size?: number; stroke?: number }
  >
  export default icon
}
