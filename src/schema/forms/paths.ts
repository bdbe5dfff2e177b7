import { like, type Shape } from '../form.ts'
import { folder } from '../guesses.ts'

const segments = '[A-Za-z0-9_+=.@-]+(/[A-Za-z0-9_+=.@-]+)*'
const globs = segments.replaceAll('+=.@-]', '+=.@{}*-]')

/** Paths, and patterns of names and paths. */
export const paths = {
  path: like('a folder such as `/data`', '^/[^:]*$', { test: isFolder, meant: folder }),
  secret: like('a path without `..`, such as `snowflake`', `^/?${segments}$`, {
    test: text => isPath(text.replace(/^\//, ''))
  }),
  'secret-path': like('a path such as `rds`', `^${segments}$`, { test: isPath }),
  prefix: like('a path such as `kubeflow/production`', `^${segments}$`, {
    test: isPath,
    meant: text => [text.replace(/^\/+|(?<!\/)\/+$/g, '')]
  }),
  regex: { expects: 'a regular expression', code: 'invalid-pattern', test: compiles },
  glob: like('a name, or a pattern with `*`', '^[-A-Za-z0-9_.*?/]+$', {
    code: 'invalid-pattern',
    meant: text => [text.replace(/\s+/g, '-')]
  }),
  whom: like(
    'a tenant, or `team:` and a team, or a pattern with `*`',
    '^(team:)?[-A-Za-z0-9_.*?]+$',
    { code: 'invalid-pattern', meant: text => [text.replace(/\s+/g, '-')] }
  ),
  'path-glob': like('a path without a leading `/`, such as `{tenant}/*`', `^${globs}$`, {
    code: 'invalid-pattern',
    test: text => isPath(text.replaceAll('{tenant}', 'tenant').replaceAll('*', 'x')),
    meant: text => [text.replace(/^\/+/, '').replace(/[<{$]{0,3}tenant[}>]{0,3}/g, '{tenant}')]
  })
} as const satisfies Record<string, Shape>

/** Accepts one form only, so that paths can be compared. */
function isFolder(text: string): boolean {
  return text.startsWith('/') && leadsDown(text.slice(1), /^[^:\0]+$/)
}

function isPath(text: string): boolean {
  return leadsDown(text, /^[A-Za-z0-9_+=.@-]+$/)
}

function leadsDown(path: string, step: RegExp): boolean {
  return path.split('/').every(name => step.test(name) && name !== '.' && name !== '..')
}

function compiles(text: string): boolean {
  try {
    return text !== '' && new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
