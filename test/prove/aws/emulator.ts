import { dirname, join } from 'node:path'
import { leash } from '../../../scripts/prove/child-process.ts'
import { freePorts } from '../../../scripts/prove/port.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { findTool } from '../../../scripts/system/tool.ts'
import { until } from '../support/wait.ts'

export interface Emulator {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts an emulator of AWS in an account of its own, which lets nobody do what no policy allows. */
export async function startEmulator(folder: string, account: string): Promise<Emulator> {
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}`
  const running = leash({
    holder: programOf('control-plane').path,
    args: [join(dirname(findTool('ministack').path), 'python'), 'test/prove/aws/emulator.py'],
    env: {
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      AUTH: 'true',
      TMPDIR: folder
    },
    log: join(folder, 'emulator.log')
  })
  const answers = async () => {
    running.check()
    const answer = await fetch(`${url}/_ministack/health`).catch(() => undefined)
    return answer?.ok || undefined
  }
  try {
    await until(answers, () => 'the emulator of AWS does not answer')
  } catch (error) {
    await running.stop()
    throw error
  }
  return { url, stop: running.stop }
}

export const region = 'eu-central-1'
