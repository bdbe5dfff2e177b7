import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemaLocation } from '../../charts/schemas/whole-object.ts'
import { home } from '../system/home.ts'

/** What kubeconform says of one object, in its words. */
export interface Verdict {
  readonly filename: string
  readonly kind: string
  readonly name: string
  readonly version: string
  readonly status: string
  readonly msg: string
  readonly validationErrors?: readonly { readonly path: string; readonly msg: string }[]
}

/** A verdict on each object of some files, with the schemas of schemas/objects/ and no others. */
export function judged(
  program: string,
  files: ReadonlyMap<string, readonly unknown[]>
): readonly Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
  try {
    for (const [name, objects] of files) {
      const documents = objects.map(object => `${JSON.stringify(object)}\n`)
      writeFileSync(join(folder, name), documents.join('---\n'))
    }
    const flags = ['-strict', '-verbose', '-output', 'json', '-schema-location', schemaLocation]
    const options = { cwd: fileURLToPath(home), encoding: 'utf8', maxBuffer: 2 ** 30 } as const
    const { stdout, stderr } = spawnSync(program, [...flags, folder], options)
    if (stdout === '') throw new Error(`bug: kubeconform says nothing but ${stderr}`)
    const { resources } = JSON.parse(stdout) as { readonly resources: readonly Verdict[] }
    const given = [...files.values()].reduce((sum, { length }) => sum + length, 0)
    // What it did not look at it would not tell.
    if (resources.length !== given) {
      throw new Error(`bug: kubeconform judged ${resources.length} of ${given} objects`)
    }
    return resources.map(verdict => ({ ...verdict, filename: basename(verdict.filename) }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
