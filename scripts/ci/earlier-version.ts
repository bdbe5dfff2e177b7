import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Code } from '../../src/diagnostics/codes.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { redact } from '../../src/diagnostics/redact.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { JsonOutput } from '../../src/reporters/json-output.ts'
import type { Settings } from '../cli/settings.ts'
import { bytesIn, type Commit } from '../output/git.ts'
import { Refusal } from '../system/refusal.ts'
import { filePin } from './pins.ts'

/** What the version that a commit pins says of the files of people and of what a change removes. */
export function judgedBy(pinned: Commit, given: Settings, base: Commit): readonly Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
  try {
    install(pinned, folder)
    const clusters = given.clusters.flatMap(name => ['--cluster', name])
    const flags = ['--base', base.id, '--today', given.today, '--format', 'json', ...clusters]
    const program = join(folder, 'node_modules/tenantry/scripts/run.mjs')
    const args = [program, 'check', '--sources-only', '--root', resolve(given.root), ...flags]
    const { stdout } = started(process.execPath, args, folder)
    return diagnosticsOf(JSON.parse(stdout) as JsonOutput, given.root)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Installs what a commit locks, without running scripts of packages. */
function install(pinned: Commit, folder: string): void {
  const file = filePin(path => bytesIn(pinned, path)?.toString('utf8'))
  const wanted = ['package.json', 'package-lock.json', '.npmrc', ...(file ? [file] : [])]
  for (const path of wanted) {
    const bytes = bytesIn(pinned, path)
    if (!bytes) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  const verb = existsSync(join(folder, 'package-lock.json')) ? 'ci' : 'install'
  const quiet = ['--no-audit', '--no-fund', '--silent']
  started('npm', [verb, '--ignore-scripts', '--prefer-offline', ...quiet], folder)
}

/** Runs a program that may find mistakes, but has to work. */
function started(program: string, args: readonly string[], cwd: string) {
  const ended = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: Infinity })
  const isMade = program === 'npm' ? ended.status === 0 : ended.stdout.startsWith('{')
  if (isMade) return ended
  const said = ended.stderr.trim().split('\n').at(0) ?? ''
  throw new Refusal(`the version of Tenantry that the base pins does not run: ${said}`)
}

/** Its report, with the files as they are now. */
function diagnosticsOf({ diagnostics }: JsonOutput, root: string): Diagnostic[] {
  const sources = new Map<string, Source>()
  const sourceOf = (path: string) => {
    const known = sources.get(path) ?? { path, text: textAt(join(root, path)) }
    sources.set(path, known)
    return known
  }
  const at = ({ file, start, end }: Place) => {
    return { source: sourceOf(file), start: start.offset, end: end.offset }
  }
  const found = diagnostics.map(({ code, message, help, related, others, ...place }) => ({
    // An older version may know codes that this one has no more; they are only shown.
    code: code as Code,
    message,
    at: at(place),
    related: related.map(other => ({ message: other.message, at: at(other) })),
    ...(help === undefined ? {} : { help }),
    ...(others === undefined ? {} : { others })
  }))
  return redact(found)
}

type Place = Pick<JsonOutput['diagnostics'][number], 'file' | 'start' | 'end'>

function textAt(place: string): string {
  return existsSync(place) ? readFileSync(place, 'utf8') : ''
}
