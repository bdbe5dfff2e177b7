import { removedObject } from './removed-object.ts'

export const profileRemoved = removedObject('high', 'Profile', {
  message: () => 'its Profile is removed from what is generated',
  help: 'its file is still there: generate anew, and look who edited what is generated'
})
