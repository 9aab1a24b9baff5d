import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { CaseCourse, CourseMeasure } from '#shared/domain/course-model.ts'
import { useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { useSize } from '#renderer/charts/use-size.ts'
import type { CommonScale, TimeKind } from './common-scale.ts'
import { courseInWords, lastValue } from './course-words.ts'
import { moveInGrid } from './move-in-grid.ts'
import { SmallChart } from './small-chart.tsx'

interface CourseGridProps {
  readonly courses: readonly CaseCourse[]
  readonly scale: CommonScale
  readonly measure: CourseMeasure
  readonly time: TimeKind
}

/** px that a small chart is wide at least, and how tall it is with its name and the air around it. */
const leastWidth = 188
const rowHeight = 124
const nameHeight = 20
const gap = 16

const marks: Readonly<Record<string, string>> = { illustrative: 'illus.', synthetic: 'syn.' }

/** The small charts, of which only those in sight are drawn. The grid holds the focus and names the active one. */
export function CourseGrid({ courses, scale, measure, time }: CourseGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const id = useId()
  const size = useSize(grid)
  const navigate = useNavigate()
  const [chosen, setActive] = useState(0)
  const active = Math.min(chosen, courses.length - 1)
  const width = size?.width ?? 0
  const columns = Math.max(1, Math.floor((width + gap) / (leastWidth + gap)))
  const cellWidth = Math.floor((width - (columns - 1) * gap) / columns)
  const rows = Math.ceil(courses.length / columns)
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: width > 0 ? rows : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 3,
  })
  const shown = virtualizer.getVirtualItems()
  useShortcutNote('multiples-move')
  useShortcutNote('multiples-open')
  useEffect(() => grid.current?.focus({ preventScroll: true }), [])

  const open = (index: number) => {
    const course = courses[index]
    if (course) void navigate({ to: '/cases/$caseId/$tab', params: { caseId: course.id, tab: 'chart' } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') return open(active)
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const next = moveInGrid(event.key, active, { total: courses.length, columns, pageRows })
    if (next === undefined) return
    event.preventDefault()
    setActive(next)
    virtualizer.scrollToIndex(Math.floor(next / columns))
  }
  const isActiveDrawn = shown.some(({ index }) => index === Math.floor(active / columns))
  return (
    <div className="multiples-scroller" ref={scroller}>
      <div
        ref={grid}
        className="multiples-grid"
        role="grid"
        aria-label="Small charts"
        aria-rowcount={rows}
        aria-colcount={columns}
        aria-activedescendant={isActiveDrawn ? `${id}${active}` : undefined}
        tabIndex={0}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {shown.map((row) => (
          <div
            key={row.key}
            className="multiples-row"
            role="row"
            aria-rowindex={row.index + 1}
            style={{ transform: `translateY(${row.start}px)`, height: rowHeight }}
          >
            {courses.slice(row.index * columns, (row.index + 1) * columns).map((course, at) => {
              const index = row.index * columns + at
              return (
                // The keyboard stays with the grid, which names the active cell.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={course.id}
                  id={`${id}${index}`}
                  className="multiples-cell"
                  role="gridcell"
                  aria-colindex={at + 1}
                  aria-selected={index === active}
                  style={{ width: cellWidth }}
                  onClick={() => open(index)}
                >
                  <p className="multiples-name">
                    <b>{course.code}</b>
                    {course.source && <abbr title={`${course.source} values`}>{marks[course.source]}</abbr>}
                    <span className="multiples-last">
                      {lastValue(course, measure)}
                      {course.reported && <abbr title="As reported by the laboratory"> r</abbr>}
                    </span>
                  </p>
                  <SmallChart
                    course={course}
                    scale={scale}
                    time={time}
                    width={cellWidth}
                    height={rowHeight - nameHeight - gap}
                    label={courseInWords(course, measure)}
                  />
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}
