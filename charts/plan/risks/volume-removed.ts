import { textAt } from '../../../src/imports/dump/pick.ts'
import { removedObject } from './removed-object.ts'

export const volumeRemoved = removedObject('high', 'PersistentVolumeClaim', {
  message: ({ metadata, spec }) => {
    const size = textAt(spec, 'resources', 'requests', 'storage')
    return `volume \`${metadata.name}\` of ${size} is removed`
  },
  help: 'what is on a disk of its own may be lost: ask whether it was copied; a share keeps its files',
  isAlways: true
})
