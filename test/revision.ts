import { expect } from 'vitest'
import { type Revision, revise } from '../src/edit.ts'
import { positionOf } from '../src/position.ts'
import { type Node, parseYaml } from '../src/yaml.ts'

/** Files as an editing command gets them. */
export function rootsOf(files: Readonly<Record<string, string>>): Node[] {
  return Object.entries(files).map(([path, text]) => {
    const root = parseYaml({ path, text }, ({ message }) => expect.fail(message))
    return root ?? expect.fail(`${path} has no tree`)
  })
}

/** What an editing command does, in words with their lines, and the files that it changes. */
export function shown({ edits, done, left }: Revision) {
  const lines = (list: Revision['done']) =>
    list.map(
      ({ at, message }) => `${at.source.path}:${positionOf(at.source, at.start).line}: ${message}`
    )
  const files = Object.fromEntries(revise(edits).map(({ path, text }) => [path, text]))
  return { files, done: lines(done), left: lines(left) }
}
