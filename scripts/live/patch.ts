import type { Source } from '../../src/diagnostics/source.ts'

/** The lines around a change that help to find its place. */
const around = 3

/** A change of one file that `git apply` takes: everything between the first and the last line that differ. */
export function patch(before: Source, after: Source): string {
  const [old, now] = [linesOf(before), linesOf(after)]
  const start = old.findIndex((line, index) => line !== now[index])
  const from = start < 0 ? old.length : start
  let end = 0
  while (end < Math.min(old.length, now.length) - from && old.at(-1 - end) === now.at(-1 - end))
    end++
  const top = Math.max(0, from - around)
  const tail = old.slice(old.length - end, old.length - end + around)
  const [gone, added] = [old.slice(from, old.length - end), now.slice(from, now.length - end)]
  const head = old.slice(top, from)
  const size = (own: readonly string[]) => head.length + own.length + tail.length
  return [
    `--- a/${before.path}\n+++ b/${after.path}\n`,
    `@@ -${top + 1},${size(gone)} +${top + 1},${size(added)} @@\n`,
    ...head.map(line => ` ${line}`),
    ...gone.map(line => `-${line}`),
    ...added.map(line => `+${line}`),
    ...tail.map(line => ` ${line}`)
  ].join('')
}

function linesOf({ text }: Source): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
