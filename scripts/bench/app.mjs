// Runs directly in Node, as an ordinary cdk8s app would: `node app.mjs <objects.json> <folder>`.
import { readFileSync } from 'node:fs'
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s'

const [from = '', outdir = ''] = process.argv.slice(2)
const tenants = JSON.parse(readFileSync(from, 'utf8'))

const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_APP })
for (const [name, objects] of Object.entries(tenants)) {
  const chart = new Chart(app, name, { disableResourceNameHashes: true })
  for (const [at, object] of objects.entries()) new ApiObject(chart, String(at), object)
}
app.synth()
