import { expect, test } from 'vitest'
import { dangling } from '../../overlay/dangling.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { at, find, nameOf } from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'

const production = 'platform/clusters/production.yaml'
const manager = ['Deployment kubeflow/katib-db-manager', 'katib-db-manager'] as const
const ui = ['Deployment kubeflow/katib-ui', 'katib-ui'] as const
const { objects, base, patches } = platform().build('production', 'katib')
const other = platform({
  [production]: text =>
    text
      .replace('registration: closed', 'registration: closed\n  header: x-user')
      .replace('env: aws', 'env: default')
}).build('production', 'katib')

test('uses the database server of pipelines with a database of its own', () => {
  expect(variables(objects, ...manager)).toEqual({
    DB_NAME: 'mysql',
    DB_USER: 'Secret katib-mysql-secrets username',
    DB_PASSWORD: 'Secret katib-mysql-secrets password',
    KATIB_MYSQL_DB_HOST: 'kubeflow.abcdefg.eu-central-1.rds.amazonaws.com',
    KATIB_MYSQL_DB_PORT: '3306',
    KATIB_MYSQL_DB_DATABASE: 'katib'
  })
  const { spec } = find(objects, 'ExternalSecret kubeflow/katib-mysql-secrets')
  expect(at(spec, 'data', 0, 'remoteRef', 'key')).toBe('kubeflow/production/rds')
})

test('leaves nothing of MySQL, and no reference to it', () => {
  const left = objects.map(nameOf).filter(name => name.includes('mysql'))
  expect(left).toEqual(['ExternalSecret kubeflow/katib-mysql-secrets'])
  const before = new Set(dangling(base))
  expect(dangling(objects).filter(each => !before.has(each))).toEqual([])
})

test('patches only settings that the manager has', () => {
  expect(additions(patches, base)).toEqual(
    ['KATIB_MYSQL_DB_HOST', 'KATIB_MYSQL_DB_PORT', 'KATIB_MYSQL_DB_DATABASE', 'DB_USER'].map(
      name => `Deployment kubeflow/katib-db-manager katib-db-manager ${name}`
    )
  )
})

test('changes only the header if it keeps its own database', () => {
  expect(other.objects.map(nameOf).sort()).toEqual(other.base.map(nameOf).sort())
  expect(variables(other.objects, ...ui).USERID_HEADER).toBe('x-user')
  expect(variables(objects, ...ui).USERID_HEADER).toBeUndefined()
})
