import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { versions } from '../../../src/kubeflow/versions.ts'
import { needUpstream } from '../../support/upstream.ts'

interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: Container[] } } }
}

interface Container {
  readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: number } }
}

interface Kustomization {
  readonly images: readonly { readonly name: string; readonly newTag: string }[]
}

test.for(versions)('Kubeflow %s asks its image for the same path', (version, context) => {
  const base = `kubeflow-${version}/applications/pipeline/upstream/base/pipeline`
  const folder = join(needUpstream(context), base)
  const read = (file: string) => load(readFileSync(join(folder, file), 'utf8'))
  const { artifactImage, artifactHealth } = releaseOf(version)
  const { spec } = (read('ml-pipeline-ui-deployment.yaml') as Deployment).spec.template
  expect(spec.containers.map(each => each.readinessProbe.httpGet)).toEqual([
    { path: artifactHealth, port: 3000 }
  ])
  const { images } = read('kustomization.yaml') as Kustomization
  expect(images.map(({ name, newTag }) => `${name}:${newTag}`)).toContain(artifactImage)
})
