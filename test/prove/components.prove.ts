import { expect, test } from 'vitest'
import { git } from '../support/command.ts'
import { reconciled } from './engines/applications.ts'
import { useArgocd } from './engines/argocd-world.ts'
import { complete } from './support/life.ts'

const given = useArgocd('production', { components: true })
const minutes = 60_000

test(
  'Argo CD applies every component of the platform and all tenants, in no order',
  async () => {
    await given().bootstrapArgocd()
    const pushed = git(given().repository, 'rev-parse', 'HEAD').trim()
    const told = await reconciled(given(), pushed)
    const components = [...told.keys()].filter(name => name.startsWith('platform-'))
    expect(components).toHaveLength(given().platform.components.length)
    await complete(given())
  },
  25 * minutes
)
