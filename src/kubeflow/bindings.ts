/** Kubernetes' limit for object names, which an e-mail of 254 characters exceeds. */
export const bindingLimit = 253

/**
 * The exact name that Kubeflow's access management gives to a user's RoleBinding and
 * AuthorizationPolicy, since it only looks for that name. Different users may get the same name.
 */
export function bindingName(user: string, role: string): string {
  return `user-${user}-clusterrole-${role}`.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase()
}
