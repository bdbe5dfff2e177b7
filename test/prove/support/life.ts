import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { commitAll, git, run, write } from '../../support/command.ts'
import { missing, strays } from './complete.ts'
import { type State, settled } from './flux.ts'
import type { World } from './world.ts'

/** What a commit changes. */
interface Commit {
  /** The new text of each file, or an edit of the old one; missing for a file to remove. */
  readonly files?: Readonly<Record<string, string | Edit | undefined>>
  /** Commands that edit files. */
  readonly commands?: readonly (readonly string[])[]
  /** The codes that `check --base` must refuse with; none if it must pass. */
  readonly refused?: readonly string[]
  /** Tampers with compiled files, so the cluster differs from a clean build. */
  readonly spoil?: Readonly<Record<string, Edit>>
  /** Compiles everything again and overwrites tampered files. */
  readonly anew?: boolean
  /** The Kustomizations that must fail, so the cluster differs from the commit. */
  readonly failing?: readonly string[]
  /** What stays in the cluster although git no longer has it. */
  readonly leaves?: readonly string[]
}

type Edit = (text: string) => string

export const removals = 'platform/removals.yaml'

/** removals.yaml with one tenant, and what its line says besides the reason. */
export function leaving(tenant: string, more?: string): string {
  return `tenants: {${tenant}: {${['reason: A test', ...(more ? [more] : [])].join(', ')}}}\n`
}

const today = '2026-12-01'

/** Merges a pull request: compiles, checks and commits it. */
export async function merge(repository: string, change: Commit): Promise<void> {
  await prepare(repository, change)
  commitAll(repository, 'A step')
  if (!change.spoil && !change.anew) await judge(repository, change.refused ?? [])
}

/** Merges a pull request, and waits for Flux to apply it. */
export async function commit(world: World, change: Commit): Promise<Map<string, State>> {
  await merge(world.repository, change)
  const states = await settled(world, await world.source.publish(), change.failing)
  if (change.failing === undefined) await complete(world, change.leaves)
  return states
}

export async function complete(world: World, leaves: readonly string[] = []): Promise<void> {
  expect(await missing(world)).toEqual([])
  expect(await strays(world)).toEqual(leaves)
}

/** Tampers with compiled files and has Flux apply them. */
export function tamper(
  world: World,
  files: Readonly<Record<string, Edit>>,
  failing: readonly string[] = []
): Promise<Map<string, State>> {
  for (const [path, edit] of Object.entries(files)) {
    write(world.repository, path, edited(world.repository, path, edit))
  }
  return send(world, failing)
}

async function send(world: World, failing: readonly string[]): Promise<Map<string, State>> {
  commitAll(world.repository, 'By hand')
  return settled(world, await world.source.publish(), failing)
}

/** Reverts the last commit. */
export async function takeBack(world: World, failing?: readonly string[]): Promise<void> {
  git(world.repository, 'revert', '--no-edit', 'HEAD')
  await settled(world, await world.source.publish(), failing)
  if (failing === undefined) await complete(world)
}

async function prepare(root: string, change: Commit): Promise<void> {
  for (const [path, text] of Object.entries(change.files ?? {})) {
    if (text === undefined) rmSync(join(root, path), { recursive: true })
    else write(root, path, typeof text === 'string' ? text : edited(root, path, text))
  }
  const rest = ['--root', root, '--today', today]
  for (const [name = '', ...args] of change.commands ?? []) {
    await succeed([name, ...args, '--root', root])
  }
  if (change.anew) rmSync(join(root, '.cache'), { recursive: true, force: true })
  await succeed(['generate', ...rest])
  for (const [path, edit] of Object.entries(change.spoil ?? {})) {
    write(root, path, edited(root, path, edit))
  }
}

async function succeed(command: readonly string[]): Promise<void> {
  const { status, stderr } = await run(command)
  if (status !== 0) throw new Error(`${command[0]} says ${stderr}`)
}

function edited(root: string, path: string, edit: Edit): string {
  const before = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
  const after = edit(before)
  if (after === before) throw new Error(`nothing changes in ${path}`)
  return after
}

async function judge(root: string, refused: readonly string[]): Promise<void> {
  const flags = ['--base', 'HEAD~1', '--root', root, '--today', today, '--format', 'json']
  const { stdout } = await run(['check', ...flags])
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; severity: string }[]
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  expect([...new Set(errors)]).toEqual(refused)
}
