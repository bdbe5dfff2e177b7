import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { readCognito } from './cognito.ts'
import type { Export } from './export.ts'
import { readLdap } from './ldap.ts'
import { readScim } from './scim.ts'
import { readTables } from './table.ts'

/** Reads the files of one export; nothing if they are malformed or not all of it. */
type Read = (sources: readonly Source[], report: Report) => Export | undefined

/** How an identity provider may tell who is in it. */
export const formats: Readonly<Record<string, Read>> = {
  cognito: readCognito,
  csv: readTables,
  ldif: readLdap,
  scim: readScim
}
