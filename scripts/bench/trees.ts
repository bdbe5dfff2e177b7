import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeCorpus } from './corpus.ts'
import { command, type Ran } from './run.ts'

/** How much of everything is measured. */
interface Size {
  /** Tenants of the small and of the large repository. */
  readonly small: number
  readonly large: number
  readonly runs: number
  /** Tenants that a program which takes them one by one gets. */
  readonly sample: number
  /** Roots of the platform, at most. */
  readonly roots: number
}

export const sizes = {
  whole: { small: 1000, large: 10_000, runs: 3, sample: 40, roots: 1000 },
  quick: { small: 6, large: 12, runs: 1, sample: 2, roots: 3 }
} as const satisfies Record<string, Size>

/** What all rows are measured with. */
export interface Bench {
  readonly scratch: string
  readonly size: Size
  /** Repositories that are generated at least once. */
  readonly small: () => Promise<string>
  readonly large: () => Promise<string>
  /** What the table cannot say: what was not measured, and how the rest was. */
  readonly note: (text: string) => void
  /** A result that is not ours; the bench fails by it. */
  readonly fail: (text: string) => void
}

export function openTrees(scratch: string, size: Size): Pick<Bench, 'small' | 'large'> {
  return {
    small: tree(join(scratch, 'small'), size.small),
    large: tree(join(scratch, 'large'), size.large)
  }
}

function tree(root: string, tenants: number): () => Promise<string> {
  let made: Promise<string> | undefined
  return () => {
    made ??= make()
    return made
  }

  async function make(): Promise<string> {
    writeCorpus(root, tenants)
    await cold(root)
    return root
  }
}

/** From nothing. */
export function cold(root: string, weighed = false): Promise<Ran> {
  clear(root)
  return command(['generate', '--root', root], { weighed })
}

function clear(root: string): void {
  for (const folder of ['generated', '.cache', '.github']) {
    rmSync(join(root, folder), { recursive: true, force: true })
  }
}

/** As people read it. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}
