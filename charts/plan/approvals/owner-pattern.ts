export type Forge = 'github' | 'gitlab'

/** The paths that a pattern of CODEOWNERS stands for. The two forges read it in different ways. */
export function patternOn(forge: Forge, pattern: string): RegExp {
  return new RegExp(forge === 'github' ? onGitHub(pattern) : onGitLab(pattern), 's')
}

/** As in `.gitignore`, but `docs/*` does not stand for what is deeper. */
function onGitHub(pattern: string): string {
  const isAnchored = pattern.slice(0, -1).includes('/')
  const start = isAnchored ? '^' : '^(?:.*/)?'
  const body = pattern.replace(/^\//, '').replace(/\\(?=\s)/g, '')
  if (body.endsWith('/')) return `${start}${source(body)}.*$`
  return `${start}${source(body)}${/\/\*$/.test(pattern) ? '$' : '(?:/.*)?$'}`
}

/** Only what begins with a slash begins at the root, and only what ends with one is a folder. */
function onGitLab(pattern: string): string {
  const plain = pattern.replace(/^!/, '').replace(/^\\#/, '#').replace(/\\\s/g, ' ')
  if (plain === '*') return '^'
  const start = plain.startsWith('/') ? '^' : '^(?:.*/)?'
  const body = plain.replace(/^\//, '')
  return `${start}${source(body)}${body.endsWith('/') ? '.*' : ''}$`
}

function source(body: string): string {
  const parts = body.split(/(\*\*\/|\/\*\*$|\*|\?)/)
  return parts.map(part => wildcards[part] ?? part.replace(/[^\w/-]/g, String.raw`\$&`)).join('')
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '/**': '/.*',
  '*': '[^/]*',
  '?': '[^/]'
}
