import { afterEach, beforeEach } from 'vitest'
import { everything, lackOf, type ProgramName, programOf } from '../../../scripts/prove/program.ts'
import { Refusal } from '../../../scripts/system/refusal.ts'
import { findTool, search, type ToolName } from '../../../scripts/system/tool.ts'

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

/** What a scenario runs on. */
interface Needs {
  readonly programs: readonly ProgramName[]
  readonly tools?: readonly ToolName[]
  /** What nobody builds or installs. */
  readonly onPath?: readonly string[]
  /** It takes so long that it is left out unless somebody asks for all. */
  readonly isLong?: boolean
  /** Why something else that it needs is not there. */
  readonly lack?: string | undefined
}

/** Leaves out all tests of a file, and says why, unless what they run on is there. Returns whether it is. */
export function need({ programs: names, tools = [], onPath = [], isLong, lack }: Needs): boolean {
  const lacks = [
    lack,
    isLong && !process.env[everything] ? 'only `npm run prove -- --all` runs it' : undefined,
    ...names.map(name => lackOf(name)),
    ...onPath.map(lackOnPath),
    ...tools.map(lackOfTool)
  ]
  const reason = lacks.find(lack => lack !== undefined)
  for (const name of names) programs.add(programOf(name).about)
  beforeEach(({ skip }) => skip(reason !== undefined, reason))
  return reason === undefined
}

function lackOnPath(name: string): string | undefined {
  return search(name, process.env) ? undefined : `there is no ${name} on the PATH`
}

function lackOfTool(name: ToolName): string | undefined {
  try {
    programs.add(findTool(name).about)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** Hands over what was counted since the last test. */
export function handOver(): void {
  afterEach(({ task }) => {
    task.meta.tally = { programs: [...programs], questions, differed }
    questions = 0
    differed = 0
  })
}
