import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { move } from '../../src/edits/moves.ts'
import { contentOf } from '../../src/files/decode.ts'
import { type Revision, revise } from '../../src/yaml/edit/edit.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { readModel } from '../cli/read-model.ts'
import type { Settings } from '../cli/settings.ts'
import { readFiles } from '../cli/sources.ts'
import { check } from '../output/check-output.ts'
import { generate } from '../output/write-output.ts'
import { missingRoots } from '../overlay/missing-roots.ts'
import { layStructure } from '../overlay/structure.ts'
import { structureFaults } from '../overlay/structure-faults.ts'
import { byAge, version } from '../system/version.ts'
import { writeAll } from '../system/write-files.ts'

/** What an upgrade came to. */
export interface Outcome {
  /** Whether it may be taken. */
  readonly isWhole: boolean
  /** Why it may not, or what is left to do once it is taken. */
  readonly diagnostics: readonly Diagnostic[]
  readonly moved: Revision
}

interface Wish {
  /** The version that wrote what is there. */
  readonly from: string
  /** Whether changes of Tenantry's own files may go. */
  readonly overwrites: boolean
}

/** Moves a folder, which may be thrown away, to this version: sources, overlays, roots, then output. */
export async function attempt(given: Settings, { from, overwrites }: Wish): Promise<Outcome> {
  const { root } = given
  const moved = moveSources(given, from)
  const refused = (diagnostics: readonly Diagnostic[]) => ({ isWhole: false, diagnostics, moved })
  const faults = overwrites ? [] : structureFaults(root)
  if (faults.length > 0 || moved.left.length > 0) return refused(faults)
  writeAll(root, revise(moved.edits))
  layStructure(root)
  const { diagnostics, done } = await generate(given, { key: undefined })
  if (done === undefined) return refused(diagnostics)
  writeAll(root, missingRoots(root, readModel(given)))
  const checked = await check(given, { ref: 'HEAD' })
  return { isWhole: true, diagnostics: checked.diagnostics, moved }
}

/** The same mistakes are reported when everything is compiled. */
function later(): void {}

function moveSources(given: Settings, from: string): Revision {
  const to = version()
  const roots = Array.from(readFiles(given)).flatMap(([path, file]) => {
    const source = path.endsWith('.yaml') ? contentOf({ path, file }, later) : undefined
    return (source && parseYaml(source, later)) ?? []
  })
  return move(roots, known => byAge(known, from) > 0 && byAge(known, to) <= 0)
}
