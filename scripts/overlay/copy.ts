import * as fs from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { Refusal } from '../system/refusal.ts'
import { clone, type Tree } from './clone.ts'
import { nameOf, type Reference, references } from './git-reference.ts'
import { reach } from './reachable-files.ts'

interface Copied {
  /** The commits of all repositories but the first. */
  readonly commits: Readonly<Record<string, string>>
}

interface Part {
  /** The name of the folder among the copies. */
  readonly name: string
  readonly tree: Tree
  readonly roots: readonly string[]
}

/**
 * Copies only the files that the bases read. Remote bases and files are copied as well, and references
 * to them are rewritten to the copies.
 */
export async function copy(first: Part, to: string): Promise<Copied> {
  const clones = new Map<string, Tree>()
  const refs = new Map<string, string>()
  const open: Part[] = [first]
  try {
    for (let part = open.pop(); part; part = open.pop()) {
      for (const [address, folders] of copyTree(part, to)) {
        const [other] = references(address)
        if (other) open.push({ name: nameOf(other), tree: treeOf(other), roots: [other.path] })
        for (const folder of folders) await replace(join(to, part.name, folder), address, other, to)
      }
    }
    return { commits: Object.fromEntries([...clones].map(([name, { commit }]) => [name, commit])) }
  } finally {
    for (const { folder } of clones.values()) fs.rmSync(folder, { recursive: true, force: true })
  }

  function treeOf(reference: Reference): Tree {
    const name = nameOf(reference)
    if ((refs.get(name) ?? reference.ref) !== reference.ref) {
      throw new Refusal(
        `\`${name}\` is needed both at \`${refs.get(name)}\` and at \`${reference.ref}\``
      )
    }
    const tree = clones.get(name) ?? clone(reference.repository, reference.ref)
    clones.set(name, tree)
    refs.set(name, reference.ref)
    return tree
  }
}

function copyTree({ name, tree, roots }: Part, to: string): ReadonlyMap<string, readonly string[]> {
  const { files, remote } = reach(tree.folder, roots)
  const licenses = fs.readdirSync(tree.folder).filter(file => /^(LICENSE|NOTICE)/.test(file))
  for (const path of [...files, ...licenses]) {
    const place = join(to, name, path)
    // The existing copy may already have been rewritten.
    if (fs.existsSync(place)) continue
    fs.mkdirSync(dirname(place), { recursive: true })
    fs.copyFileSync(join(tree.folder, path), place)
    fs.chmodSync(place, 0o644)
  }
  return remote
}

/** Rewrites a reference in a folder's kustomization to the copy: a folder next to it, or a file inside it. */
async function replace(
  folder: string,
  address: string,
  ...[other, to]: readonly [Reference | undefined, string]
): Promise<void> {
  const path = other
    ? relative(folder, join(to, nameOf(other), other.path))
    : basename(new URL(address).pathname)
  if (!other) fs.writeFileSync(join(folder, path), await download(address))
  const file = join(folder, 'kustomization.yaml')
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(address, path))
}

async function download(address: string): Promise<Uint8Array> {
  // A kept connection may have been closed while git ran.
  const again = () => fetch(address).catch(() => undefined)
  const response = await fetch(address).catch(again)
  if (response?.ok) return new Uint8Array(await response.arrayBuffer())
  throw new Refusal(`\`${address}\` cannot be fetched`)
}
