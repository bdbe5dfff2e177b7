import { removedObject } from './removed-object.ts'

export const namespaceRemoved = removedObject('high', 'Namespace', {
  message: () => 'its namespace is removed from what is generated',
  help: 'its file is still there: generate anew, and look who edited what is generated'
})
