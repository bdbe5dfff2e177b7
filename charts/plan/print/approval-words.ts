import { count } from '../../../src/text/prose.ts'
import type { Approval, Approvals } from '../plan-data.ts'
import { some } from './some.ts'

type Reason = Approval['reasons'][number]

/** Nobody reads whom it asks one by one. */
const most = 10

interface ApprovalLines {
  readonly text: string
  /** Why, and for which files. */
  readonly reasons: readonly string[]
}

/** Whose approval the forge asks for. */
export function approvalLines({ file, asked }: Approvals): ApprovalLines[] {
  if (file === null) {
    const text =
      'nobody, as the base has no CODEOWNERS file; `owners` in platform/common.yaml makes one'
    return [{ text, reasons: [] }]
  }
  const people = asked.filter(({ owners }) => owners.length > 0)
  const nobody = asked.filter(({ owners }) => owners.length === 0)
  const shown = people.length > most + 1 ? people.slice(0, most) : people
  const left = people.length - shown.length
  const told = [...shown, ...nobody].map(approval => ({
    text: whoText(approval),
    reasons: approval.reasons.map(reason => reasonText(reason, file))
  }))
  const more = { text: `${left} more, each for some of the files`, reasons: [] }
  return left > 0 ? [...told.slice(0, most), more, ...told.slice(most)] : told
}

function whoText({ owners, section, needed }: Approval): string {
  if (owners.length === 0) return 'nobody is asked about'
  const names = some(owners, 6)
  const many = owners.length > 1 ? `${needed > 1 ? needed : 'one'} of ${names}` : names
  const part = section === '' ? '' : `, for section \`${section}\``
  return `${many}${part}${needed === 0 ? ', who may but need not' : ''}`
}

function reasonText({ what, tenants, files, line }: Reason, file: string): string {
  const by = line === null ? 'which no line names' : `by ${file}:${line}`
  return `${whats[what](some(tenants, 3))}: ${filesText(files)}, ${by}`
}

/** Many files by the folder that all are in. */
function filesText(files: readonly string[]): string {
  const [first = '', ...rest] = files
  if (rest.length === 0) return first
  const parts = first.split('/').slice(0, -1)
  const folders = parts.map((_, at) => `${parts.slice(0, parts.length - at).join('/')}/`)
  const common = folders.find(folder => files.every(file => file.startsWith(folder)))
  return `${count(files.length, 'file')}${common === undefined ? '' : ` in ${common}`}`
}

const whats: Readonly<Record<Reason['what'], (tenants: string) => string>> = {
  policy: () => 'what the policy grants',
  removals: () => 'what may be removed',
  platform: () => "the platform's files",
  people: tenants => `for ${tenants}, as owner or team`,
  'unknown people': tenants =>
    `for ${tenants}, whose people have no name on the forge in platform/directory.yaml`,
  tenants: () => "tenants' files",
  'open tenants': () =>
    "tenants' files of no team, which is no gap, because all they say shows in generated/, which has its owners",
  generated: tenants => `what is generated for ${tenants}`,
  clusters: () => 'what is generated for clusters',
  other: () => 'other files'
}
