import { formats } from '../src/imports/directory/formats.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { settings } from './cli/settings.ts'
import { checkFlags, type Import } from './import/imports.ts'
import { UsageError } from './system/usage-error.ts'

/** Loaded one at a time, because each brings a front end of its own. */
const imports: Readonly<Record<string, () => Promise<Import>>> = {
  directory: async () => (await import('./import/import-directory.ts')).directory,
  profiles: async () => (await import('./import/import-profiles.ts')).profiles,
  settings: async () => (await import('./import/import-settings.ts')).settings
}

const about =
  'Takes what others know. `directory`: the people and groups of an identity provider. ' +
  '`settings`: what Terraform, or the params.env of an old overlay, says of a cluster. ' +
  '`profiles`: the tenants of a cluster, from what `kubectl get --output yaml` prints, from the ' +
  "profiles.yaml of canonical's github-profiles-automator, or from the values of deployKF."
const flags = {
  from: {
    value: '<format>',
    about: `directory: the format of the export: ${Object.keys(formats).join(', ')}`
  },
  source: {
    value: '<name>',
    about: 'directory: one of several providers, which gets platform/directory/<name>.yaml'
  },
  'allow-losses': {
    about:
      'directory: even if more than a tenth of the people, or of their grants, would be removed'
  },
  complete: {
    about: 'directory: the export lists everybody of its source; writes `complete: true`'
  },
  partial: {
    about:
      'directory: the export does not list everybody; writes `complete: false`, so that nobody is told of unknown people'
  },
  cluster: {
    value: '<name>',
    about: 'settings and profiles: which cluster; for settings, a new name creates a new file'
  },
  context: {
    value: '<name>',
    about:
      'profiles: instead of files, the context with which kubectl asks a cluster; it only reads'
  },
  root: settings.root
}
const operands = ['<what>', '[file...]']

await command({ name: 'import', about, operands, flags }, async call => {
  const [what = '', ...paths] = call.operands
  const load = Object.hasOwn(imports, what) ? imports[what] : undefined
  if (!load) {
    const help = didYouMean(what, Object.keys(imports))
    throw new UsageError(`\`import\` takes no \`${what}\`; ${help}`)
  }
  const chosen = await load()
  checkFlags(what, chosen, call)
  await chosen.run(call, paths)
})
