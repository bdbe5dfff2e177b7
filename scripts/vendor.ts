import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { settings } from './cli/settings.ts'
import { vendor } from './overlay/vendor-release.ts'

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
    const lock = await vendor(flagOf(call, 'root') ?? '.', release, flagOf(call, 'from'))
    const commit = lock.commit === '' ? '' : ` at ${lock.commit}`
    process.stdout.write(`copied ${lock.files} files of ${release} from ${lock.source}${commit}\n`)
  }
)
