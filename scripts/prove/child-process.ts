import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** A program that runs until it is stopped, or until the process that started it is gone. */
export interface Running {
  readonly stop: () => Promise<void>
  /** Throws what the program said last, if it is no longer there. */
  readonly check: () => void
}

interface Start {
  /** The program that holds the leash; the others are given to it as the first argument. */
  readonly holder: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly log: string
}

const patience = 5_000

/** It reads from us, and ends when there is nobody to read from: also when we are killed. */
export function leash({ holder, args, env = {}, log }: Start): Running {
  const file = openSync(log, 'a')
  const child = spawn(holder, ['leashed', ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', file, file]
  })
  closeSync(file)
  child.stdin?.on('error', () => undefined) // it may be gone already
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
      throw new Error(`${args[0]} is not running; it said last:\n${said}`)
    }
  }
}
