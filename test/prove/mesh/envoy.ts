import { connect } from 'node:net'
import { join } from 'node:path'
import { leash } from '../../../scripts/prove/child-process.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { until } from '../support/wait.ts'
import type { Translation } from './translate.ts'
import { startUpstream } from './upstream.ts'

/** Starts an Envoy with what Istio made, and returns a function that stops it. */
export async function startEnvoy(
  program: string,
  { folder, sockets }: Translation
): Promise<() => Promise<void>> {
  const stopUpstream = await startUpstream(folder)
  const flags = ['--config-path', join(folder, 'envoy.json'), '--concurrency', '2']
  const envoy = leash({
    holder: programOf('control-plane').path,
    args: [program, ...flags, '--disable-hot-restart', '--log-level', 'error'],
    log: join(folder, 'envoy.log')
  })
  const stop = async () => {
    await envoy.stop()
    await stopUpstream()
  }
  try {
    for (const socket of sockets) {
      const answers = async () => {
        envoy.check()
        return (await listens(socket)) || undefined
      }
      await until(answers, () => `Envoy does not listen at ${socket}`)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

function listens(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ path }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
