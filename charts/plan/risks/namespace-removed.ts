import { removedObject } from './removed-object.ts'

export const namespaceRemoved = removedObject('high', 'Namespace', {
  message: () => 'the namespace is removed from what is generated',
  help: 'the file is still there: generate anew, and look who edited what is generated'
})
