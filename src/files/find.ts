import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { startOf } from '../diagnostics/source.ts'
import { suggest } from '../text/suggest.ts'

/** What a file is for, as its path says. */
export type Layout =
  | { readonly kind: 'tenant'; readonly name: string; readonly folder: string }
  | { readonly kind: 'cluster'; readonly name: string }
  | { readonly kind: 'common' | 'policy' | 'directory' }
  | { readonly kind: 'stray'; readonly diagnostic: Diagnostic }

const platform = ['common', 'policy', 'directory'] as const

export function layoutOf(path: string): Layout {
  const [top, ...folders] = path.split('/')
  const file = folders.pop()
  if (file === undefined) return stray(path, `\`${path}\` is no folder`)
  return top === 'tenants' ? tenantLayout(path, folders, file) : platformLayout(path, folders, file)
}

function tenantLayout(
  path: string,
  [folder = '', deeper]: readonly string[],
  file: string
): Layout {
  if (deeper !== undefined) {
    return strayFolder(`tenants/${folder}/${deeper}/`, `move its files to \`tenants/${folder}/\``)
  }
  const name = nameOf(file)
  if (name !== undefined) return { kind: 'tenant', name, folder }
  return strayFile(
    path,
    file,
    'keep it elsewhere; the file of a tenant is named after it, such as `fraud.yaml`'
  )
}

function platformLayout(path: string, [folder, deeper]: readonly string[], file: string): Layout {
  const name = nameOf(file)
  if (folder === undefined) {
    const kind = platform.find(kind => kind === name)
    return kind ? { kind } : strayFile(path, file, meant(file))
  }
  if (folder !== 'clusters') {
    return strayFolder(`platform/${folder}/`, 'the only folder there is `platform/clusters/`')
  }
  if (deeper !== undefined) {
    return strayFolder(`platform/clusters/${deeper}/`, `a cluster has one file: \`${deeper}.yaml\``)
  }
  if (name !== undefined) return { kind: 'cluster', name }
  return strayFile(
    path,
    file,
    'keep it elsewhere; the file of a cluster is named after it, such as `production.yaml`'
  )
}

function nameOf(file: string): string | undefined {
  return file.endsWith('.yaml') ? file.slice(0, -'.yaml'.length) : undefined
}

function meant(file: string): string {
  const near = suggest(file.replace(/\..*$/, ''), platform)
  return near === undefined
    ? 'platform/ holds `common.yaml`, `policy.yaml`, `directory.yaml` and `clusters/`'
    : `did you mean \`${near}.yaml\`?`
}

function strayFile(path: string, file: string, help: string): Layout {
  const [, name] = /^(.+)\.(?:ya?ml|json)$/i.exec(file) ?? []
  return name === undefined || nameOf(file) !== undefined
    ? stray(path, `nobody reads \`${file}\` here`, help)
    : stray(path, `\`${file}\` does not end in \`.yaml\``, `rename it to \`${name}.yaml\``)
}

function stray(path: string, message: string, help = 'delete it, or make it one'): Layout {
  const at = startOf({ path, text: '' })
  return { kind: 'stray', diagnostic: { code: 'invalid-file', message, at, help } }
}

function strayFolder(path: string, help: string): Layout {
  const at = startOf({ path, text: '' })
  const message = 'a folder lies where only files belong'
  return { kind: 'stray', diagnostic: { code: 'invalid-folder', message, at, help } }
}
