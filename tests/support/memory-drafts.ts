/** Drafts kept in memory behind the fake bridge. */
import type { FakeHandlers } from './fake-bridge.ts'

interface KeptInMemory {
  readonly place: string
  readonly title: string
  readonly content: string
  readonly savedAt: string
  readonly caseId?: string
  readonly form?: string
  readonly baseVersion?: number
}

export interface MemoryDrafts {
  readonly handlers: FakeHandlers
  readonly kept: () => readonly KeptInMemory[]
}

/** @param start drafts that were kept before */
export function memoryDrafts(...start: readonly Partial<KeptInMemory>[]): MemoryDrafts {
  const savedAt = '2026-11-23T09:00:00.000Z'
  const drafts = new Map<string, KeptInMemory>()
  for (const draft of start) {
    const whole = { place: 'case-1/pft/new', title: 'New pulmonary function test', content: '{}', savedAt, ...draft }
    drafts.set(whole.place, whole)
  }
  return {
    kept: () => [...drafts.values()],
    handlers: {
      'drafts.keep'({ place, title, content, caseId, form, baseVersion }, { changed }) {
        const about = { ...(caseId && { caseId }), ...(form && { form }), ...(baseVersion && { baseVersion }) }
        drafts.set(place, { place, title, content, savedAt, ...about })
        changed('drafts')
        return { savedAt }
      },
      'drafts.find': ({ place }) => ({ draft: drafts.get(place) ?? null }),
      'drafts.list': () => ({
        drafts: [...drafts.values()].map(({ content: _, baseVersion: __, ...rest }) => ({
          ...rest,
          ...(rest.caseId && { caseCode: 'AS-0042' }),
        })),
      }),
      'drafts.discard'({ place }, { changed }) {
        drafts.delete(place)
        changed('drafts')
        return {}
      },
    },
  }
}
