import type { SharedServer, Workload } from './pipelines.ts'
import type { Columns } from './versions.ts'

/** The names of Katib's objects, and its settings. */
export interface KatibNames {
  readonly manager: Workload
  /** What the manager is to tenants: trials write their results into it, and early stopping reads them. */
  readonly results: SharedServer
  readonly ui: Workload
  readonly secret: string
  /** Environment variables of the manager. */
  readonly database: Readonly<Record<'host' | 'port' | 'name' | 'user' | 'password', string>>
  /** Environment variables of the UI. */
  readonly header: string
  readonly prefix: string
  /** The account that makes the Deployments of algorithms, which Kubeflow keeps out of the mesh. */
  readonly controller: string
}

const names: KatibNames = {
  manager: { name: 'katib-db-manager', container: 'katib-db-manager' },
  results: {
    policy: 'katib-db-manager',
    port: 6789,
    callers: 'katib.kubeflow.org/experiment'
  },
  ui: { name: 'katib-ui', container: 'katib-ui' },
  secret: 'katib-mysql-secrets',
  database: {
    host: 'KATIB_MYSQL_DB_HOST',
    port: 'KATIB_MYSQL_DB_PORT',
    name: 'KATIB_MYSQL_DB_DATABASE',
    user: 'DB_USER',
    password: 'DB_PASSWORD'
  },
  header: 'USERID_HEADER',
  prefix: 'USERID_PREFIX',
  controller: 'system:serviceaccount:kubeflow:katib-controller'
}

export const katib: Columns<KatibNames> = {
  '1.11': names,
  '26.03': names,
  '26.03.1': names
}
