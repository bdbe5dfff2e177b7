/** Gives each of the names the same meaning. */
export function all(meaning: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map(name => [name, meaning]))
}

const image =
  'an image is picked when a notebook is started; the platform team adds images in ' +
  "`notebooks` of the cluster's file"

const letIn = 'who is let in stands under `members`: see `npx tenantry explain members`'

/** What people write at the top of a tenant's file though it has no such field, and what to do. */
export const strange: Readonly<Record<string, string>> = {
  ...all("delete this line: the tenant's name is the name of the file", ['name', 'namespace']),
  ...all(image, ['image', 'images']),
  ...all(letIn, ['user', 'users', 'people', 'group', 'groups', 'contributors', 'collaborators']),
  ...all('environment', ['environments', 'env', 'envs']),
  resources: 'write `cpu`, `memory` and other amounts in `quota`',
  ...all('write `until` in an entry of `members`', ['expires', 'expiry']),
  ...all('write `read` or `write` in `aws`', ['bucket', 'buckets', 's3']),
  ...all('write `memory` in `quota`', ['ram', 'mem']),
  ...all('write `storage` in `quota`', ['disk', 'disks'])
}

/** What people call the amounts in a quota. */
export const amountNames: Readonly<Record<string, string>> = {
  ...all('memory', ['ram', 'mem']),
  ...all('storage', ['disk', 'disks', 'space']),
  ...all('cpu', ['core', 'cores', 'cpus']),
  ...all('gpu', ['gpus'])
}
