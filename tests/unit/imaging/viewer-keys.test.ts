import { describe, expect, it } from 'vitest'
import { keyAction, keyLines } from '#renderer/features/imaging/viewer/viewer-keys.ts'
import type { PressedKey } from '#renderer/features/imaging/viewer/viewer-keys.ts'
import { follow, levelsOf, offsetWords } from '#renderer/features/imaging/viewer/pair-levels.ts'
import { stackOf } from '#renderer/features/imaging/viewer/stack.ts'
import { loadSeries } from '#renderer/features/imaging/viewer/loaded-series.ts'
import { orderOf } from '#renderer/features/imaging/viewer/series-in-memory.ts'
import { anAxialSeries, levels } from './a-series.ts'

const key = (name: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})
const one = { hasCrosshair: false, isPair: false }
const pair = { hasCrosshair: false, isPair: true }

describe('Keys of the viewer', () => {
  it('leaf with the arrows, move the picture with Shift, and aim once there is a crosshair', () => {
    expect(keyAction(key('ArrowDown'), one)).toEqual({ do: 'step', by: 1 })
    expect(keyAction(key('ArrowDown', { shiftKey: true }), one)).toMatchObject({ do: 'move' })
    expect(keyAction(key('ArrowLeft'), { ...one, hasCrosshair: true })).toEqual({ do: 'nudge', columns: -1, rows: 0 })
    expect(keyAction(key('ArrowUp', { shiftKey: true }), { ...one, hasCrosshair: true })).toEqual({
      do: 'nudge',
      columns: 0,
      rows: -10,
    })
  })
  it('leave everything with Ctrl, Alt or Command to the app', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
      expect(keyAction(key('c', { [held]: true }), one)).toBeUndefined()
  })
  it('of two dates do nothing with one', () => {
    for (const name of ['l', 'b', 'f', 'r', '<']) {
      expect(keyAction(key(name), one)).toBeUndefined()
      expect(keyAction(key(name), pair)).toBeDefined()
    }
  })
  it('are listed once each', () => {
    const listed = keyLines.map(({ keys }) => keys)
    expect(new Set(listed).size).toBe(listed.length)
  })
})

describe('The other date', () => {
  const source = { image: () => new Promise<never>(() => {}) }
  const stack = (zs: readonly number[]) => {
    const geometry = anAxialSeries({ zs })
    const series = { seriesId: 's', label: 's', imageCount: zs.length, isCt: true, geometry }
    return stackOf(series, loadSeries({ source, seriesId: 's', order: orderOf(series) }), 'images')
  }
  it('follows from head to feet, whatever order its images were kept in', () => {
    const leader = stack(levels(-300, 5, 61))
    const follower = stack(levels(-300, 2.5, 121).toReversed())
    for (let at = 0; at < leader.count; at += 1) {
      const { at: to } = follow(leader, at, 'left', { isLinked: true, offsetMm: -20 }, levelsOf(follower)) ?? { at: -1 }
      const truth = Math.max(-300, leader.positionMm(at)! - 20)
      expect(Math.abs(follower.positionMm(to)! - truth)).toBeLessThanOrEqual(1.25)
    }
  })
  it('says where it ends, and where images are missing', () => {
    const leader = stack(levels(-300, 5, 61))
    const short = stack([-100, -105, -110, -180, -185])
    const link = { isLinked: true, offsetMm: 0 }
    expect(follow(leader, 0, 'left', link, levelsOf(short))?.notice).toContain('ends 100.0 mm before')
    expect(follow(leader, 28, 'left', link, levelsOf(short))?.notice).toContain('missing')
    expect(follow(leader, 21, 'left', link, levelsOf(short))?.notice).toBeUndefined()
  })
  it('is told with its offset', () => {
    expect(offsetWords({ isLinked: true, offsetMm: -22.5 })).toBe('−22.5 mm')
    expect(offsetWords({ isLinked: true, offsetMm: 0.01 })).toBe('0.0 mm')
  })
})
