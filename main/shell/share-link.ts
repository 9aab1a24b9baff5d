/** Lets several windows ask over one link: each counts its calls from 1 and hears of the progress of its own alone. */
import type { Bridge } from '#shared/ipc/wire.ts'
import type { BackendLink } from './backend-link.ts'

export function shareLink(link: BackendLink): () => Bridge {
  let lastLinkId = 0
  return () => {
    const linkIdOf = new Map<number, number>()
    const ownIdOf = new Map<number, number>()
    return {
      async call(id, name, input) {
        const linkId = ++lastLinkId
        linkIdOf.set(id, linkId)
        ownIdOf.set(linkId, id)
        try {
          return await link.call(linkId, name, input)
        } finally {
          linkIdOf.delete(id)
          ownIdOf.delete(linkId)
        }
      },
      cancel(id) {
        const linkId = linkIdOf.get(id)
        if (linkId !== undefined) link.cancel(linkId)
      },
      onEvent: (listener) =>
        link.onEvent((event) => {
          if (event.type !== 'progress') return listener(event)
          const id = ownIdOf.get(event.id)
          if (id !== undefined) listener({ ...event, id })
        }),
    }
  }
}
