/** Where Kubeflow itself lives, in every release. */
export const namespace = 'kubeflow'
