import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { readCognito } from './cognito.ts'
import type { Export } from './export.ts'
import { readLdap } from './ldap.ts'
import { readScim } from './scim.ts'
import { readTables } from './table.ts'

/** Reads the files of one export; nothing if they are malformed or incomplete. */
type Read = (sources: readonly Source[], report: Report) => Export | undefined

/** The export formats of identity providers. */
export const formats: Readonly<Record<string, Read>> = {
  cognito: readCognito,
  csv: readTables,
  ldif: readLdap,
  scim: readScim
}
