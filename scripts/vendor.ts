import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { settings } from './cli/settings.ts'
import { beginning } from './cli/sources.ts'
import { releasesFolder } from './overlay/release-origin.ts'
import { vendor } from './overlay/vendor-release.ts'
import { Refusal } from './system/refusal.ts'

const about =
  'Copies the files of a Kubeflow release that overlays need to kustomize/upstream/<release>/files/.'
const from = {
  value: '<place>',
  about: 'a folder, or a git repository; by default the pinned one'
}

await command(
  { name: 'vendor', about, operands: ['<release>'], flags: { root: settings.root, from } },
  async call => {
    const [release = ''] = call.operands
    const root = flagOf(call, 'root') ?? '.'
    if (!existsSync(join(root, releasesFolder))) throw new Refusal(beginning(root))
    const lock = await vendor(root, release, flagOf(call, 'from'))
    const commit = lock.commit === '' ? '' : ` at ${lock.commit}`
    process.stdout.write(`copied ${lock.files} files of ${release} from ${lock.source}${commit}\n`)
  }
)
