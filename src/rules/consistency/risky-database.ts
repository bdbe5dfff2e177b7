import type { Rule } from '../rule.ts'

/** The metadata store only supports one authentication plugin, which MySQL disables from 8.4 on. */
export const riskyDatabase: Rule = ({ clusters }, report) => {
  for (const { file, pipelines, at } of clusters) {
    const database = file.pipelines?.database
    if (!pipelines.database || !database || database.nativePassword) continue
    if (!isFrom(database.engine, [8, 4])) continue
    report({
      code: 'risky-database',
      message: `the metadata service of pipelines signs in with \`mysql_native_password\` and without TLS, which MySQL ${database.engine} refuses by default`,
      at: at('pipelines', 'database', 'engine'),
      help: 'in the parameter group, set `authentication_policy=*:mysql_native_password` and `require_secure_transport=0`, create the user `IDENTIFIED WITH mysql_native_password`, then write `nativePassword: true`'
    })
  }
}

function isFrom(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number)
  return first > major || (first === major && second >= minor)
}
