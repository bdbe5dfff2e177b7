import { expect } from 'vitest'
import { positionOf } from '../../src/diagnostics/position.ts'
import { type Revision, revise } from '../../src/yaml/edit/edit.ts'
import { type Collection, remove } from '../../src/yaml/edit/remove-items.ts'
import type { Node } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'

/** Parses a file as an editing command does. */
export function rootOf(path: string, text: string): Node {
  const root = parseYaml({ path, text }, ({ message }) => expect.fail(message))
  return root ?? expect.fail(`${path} has no tree`)
}

export function rootsOf(files: Readonly<Record<string, string>>): Node[] {
  return Object.entries(files).map(([path, text]) => rootOf(path, text))
}

/** Removes some items of the text's field `list`. */
export function without(text: string, ...gone: readonly number[]): string {
  const root = rootOf('a.yaml', text)
  const list = root.kind === 'mapping' ? root.entries.get('list') : undefined
  if (!list || list.value.kind === 'scalar') return expect.fail('no list')
  const [revised] = revise(remove(list as Collection, new Set(gone))) // it is a list or a map
  return revised?.text ?? text
}

/** Describes what an editing command does, with line numbers, and which files it changes. */
export function shown({ edits, done, left }: Revision) {
  const lines = (list: Revision['done']) =>
    list.map(
      ({ at, message }) => `${at.source.path}:${positionOf(at.source, at.start).line}: ${message}`
    )
  const files = Object.fromEntries(revise(edits).map(({ path, text }) => [path, text]))
  return { files, done: lines(done), left: lines(left) }
}
