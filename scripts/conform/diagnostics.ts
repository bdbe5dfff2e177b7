import { nameOf } from '../../charts/verify/invariants.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import type { Finding } from './findings.ts'
import { placeOf, type Repository } from './place-of-finding.ts'

/**
 * Turns findings into diagnostics at the lines that caused them. A finding that two clusters share is
 * reported once.
 */
export function tellAll(repository: Repository, findings: readonly Finding[]): Diagnostic[] {
  const first = new Map<string, Diagnostic>()
  for (const finding of findings) {
    const { at, stands } = placeOf(repository, finding)
    const diagnostic = { ...words(finding, stands), at, related: beside(at, stands) }
    const key = `${diagnostic.message} ${at.source.path} ${at.start}`
    if (!first.has(key)) first.set(key, diagnostic)
  }
  return [...first.values()]
}

function beside(at: Span, stands: Span | undefined) {
  if (!stands || stands.source.path === at.source.path) return []
  return [{ message: 'this is generated from it', at: stands }]
}

type Words = Pick<Diagnostic, 'code' | 'message' | 'help'>

function words(finding: Finding, stands: Span | undefined): Words {
  const { path } = finding.root
  if (finding.kind === 'root') {
    return {
      code: 'invalid-root',
      message: `kustomize cannot build \`${path}\`: ${finding.said}`,
      help: '`npx tenantry generate` restores generated files, and `npx tenantry roots` writes missing roots'
    }
  }
  const { apiVersion, kind } = finding.object
  const name = nameOf(finding.object)
  if (finding.kind === 'schema') {
    return {
      code: 'missing-schema',
      message: `\`${name}\` cannot be checked: there is no schema for \`${kind}\` in \`${apiVersion}\``,
      help: 'put its CRD where `npm run objects` reads CRDs, and run that'
    }
  }
  return {
    code: 'invalid-object',
    message: `\`${name}\` would be refused${where(finding.path)}: ${finding.said}`,
    help: stands
      ? '`npx tenantry check` says whether somebody edited the generated files; if nobody did, it is a bug in Tenantry'
      : `check the patches in \`${path}\` and its overlays`
  }
}

function where(path: string): string {
  return path === '' || path === '/' ? '' : ` at \`${path}\``
}
