import { afterEach, beforeEach } from 'vitest'
import { lackOf, type ProgramName, programOf } from '../../../scripts/prove/program.ts'

/** What a test asked of real programs, for the table at the end of a run. */
export interface Tally {
  readonly programs: readonly string[]
  readonly questions: number
  readonly differed: number
}

declare module 'vitest' {
  interface TaskMeta {
    tally?: Tally
  }
}

const programs = new Set<string>()
let questions = 0
let differed = 0

/** Counts questions that a real program has answered, and the answers that were not as expected. */
export function asked(count = 1, wrong = 0): void {
  questions += count
  differed += wrong
}

/** Leaves out all tests of a file, and says why, unless the programs are there. Returns whether they are. */
export function need(...names: readonly ProgramName[]): boolean {
  const reason = names.map(name => lackOf(name)).find(lack => lack !== undefined)
  for (const name of names) programs.add(programOf(name).about)
  beforeEach(({ skip }) => skip(reason !== undefined, reason))
  return reason === undefined
}

/** Hands over what was counted since the last test. */
export function handOver(): void {
  afterEach(({ task }) => {
    task.meta.tally = { programs: [...programs], questions, differed }
    questions = 0
    differed = 0
  })
}
