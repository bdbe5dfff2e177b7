/** Kubernetes' limit for the name of an object; a long e-mail of 254 letters goes beyond it. */
export const bindingLimit = 253

/**
 * What Kubeflow's access management calls the RoleBinding and the AuthorizationPolicy of a user, to
 * the letter: it finds them by that name alone. Different people may come to the same name.
 */
export function bindingName(user: string, role: string): string {
  return `user-${user}-clusterrole-${role}`.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase()
}
