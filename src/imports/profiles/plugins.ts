import { listAt, textAt } from '../dump/pick.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import type { TakeNote } from './found.ts'

const ofAws = 'AwsIamForServiceAccount'

/** What a Profile asks the controller to do besides, which git never does. */
export function tellOfPlugins(objects: readonly LiveObject[], note: TakeNote): void {
  const profile = objects.find(({ kind }) => kind === 'Profile')
  for (const plugin of listAt(profile?.fields, 'spec', 'plugins')) {
    const kind = textAt(plugin, 'kind')
    const title = `plugin \`${kind}\` of its Profile`
    if (kind !== ofAws) {
      const text = `${title} does nothing on AWS`
      note('stays', text, 'take it out of the Profile; a role of AWS belongs under `aws`')
    } else if (textAt(plugin, 'spec', 'awsIamRole') === '') {
      const text = `${title} names no role, so that the profile controller fails there`
      note('stays', text, 'take it out of the Profile, or the rest of the Profile is not done')
    }
  }
}
