import { cpSync } from 'node:fs'
import { join } from 'node:path'

/** The example that uses every field. Tests run on it, and never on the data at the top, which everybody replaces. */
export const acme = 'examples/acme'

/** Copies the example, by default only what people write. */
export function copyAcme(root: string, folders: readonly string[] = ['tenants', 'platform']): void {
  for (const folder of folders) cpSync(join(acme, folder), join(root, folder), { recursive: true })
}

/** Puts the structure of the overlays beside the data of an example, as it is in a repository of its own. */
export function layStructure(root: string): void {
  const filter = (path: string) => path !== join('kustomize', 'clusters')
  cpSync('kustomize', join(root, 'kustomize'), { recursive: true, filter })
}
