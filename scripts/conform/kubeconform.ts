import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemaLocation } from '../../charts/schemas/whole-object.ts'
import { home } from '../system/home.ts'

/** What kubeconform reports for one object. */
export interface Verdict {
  readonly filename: string
  readonly kind: string
  readonly name: string
  readonly version: string
  readonly status: string
  readonly msg: string
  readonly validationErrors?: readonly { readonly path: string; readonly msg: string }[]
}

/** Validates the objects in some files against schemas/objects/ alone, and returns a verdict for each. */
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
    // kubeconform does not report an object that it skipped, so the count has to match.
    if (resources.length !== given) {
      throw new Error(`bug: kubeconform judged ${resources.length} of ${given} objects`)
    }
    return resources.map(verdict => ({ ...verdict, filename: basename(verdict.filename) }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
