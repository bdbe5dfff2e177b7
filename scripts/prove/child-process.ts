import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** A program that runs until it is stopped or its parent process is gone. */
export interface Running {
  readonly stop: () => Promise<void>
  /** Throws with the program's last output if it has exited. */
  readonly check: () => void
}

interface Start {
  /** The program that watches over the others; their command lines are its arguments. */
  readonly holder: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly log: string
}

const patience = 5_000

/** The holder reads from a pipe to us and exits when the pipe closes, even if we are killed. */
export function leash({ holder, args, env = {}, log }: Start): Running {
  const file = openSync(log, 'a')
  const child = spawn(holder, ['leashed', ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', file, file]
  })
  closeSync(file)
  child.stdin?.on('error', () => undefined) // the child may have exited already
  let runs = true
  const ended = new Promise<void>(resolve => {
    for (const event of ['exit', 'error']) child.on(event, () => resolve())
  }).then(() => {
    runs = false
  })
  return {
    stop: async () => {
      child.stdin?.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), patience)
      await ended
      clearTimeout(timer)
    },
    check: () => {
      if (runs) return
      const said = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n')
      throw new Error(`${args[0]} is not running; its last output:\n${said}`)
    }
  }
}
