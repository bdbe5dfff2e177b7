import { spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from './home.ts'
import { Refusal } from './refusal.ts'

/** Installs what is listed into a virtual environment that is found at a place once it is whole. */
export function installPython(python3: string, place: string, requirements: string): void {
  // An environment cannot be moved, so it is the link to it that appears at once.
  const [own, link] = [`${place}-${process.pid}`, `${place}-${process.pid}.link`]
  const list = fileURLToPath(new URL(requirements, home))
  const how = [
    '--quiet',
    '--disable-pip-version-check',
    '--require-hashes',
    '--only-binary',
    ':all:'
  ]
  mkdirSync(dirname(place), { recursive: true })
  const steps = [
    [python3, '-m', 'venv', '--clear', own],
    [`${own}/bin/python`, '-m', 'pip', 'install', ...how, '--requirement', list]
  ]
  for (const step of steps) {
    const said = refusalOf(step)
    if (said !== undefined) throw new Refusal(`Python cannot install ${requirements}: ${said}`)
  }
  symlinkSync(own, link)
  renameSync(link, place)
}

/** The last line of a program that fails. */
function refusalOf([program = '', ...args]: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? undefined : `${stdout}\n${stderr}`.trim().split('\n').at(-1)
}
