import { removedObject } from './removed-object.ts'

export const profileRemoved = removedObject('high', 'Profile', {
  message: () => 'the Profile is removed from what is generated',
  help: 'the file is still there: generate anew, and look who edited what is generated'
})
