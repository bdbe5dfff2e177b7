/** What every tenant has under the same name, where pipelines keep on AWS what they make. */
export const fixed = {
  /** Kubeflow's UI calls a Service of this name on port 80. */
  artifactServer: 'ml-pipeline-ui-artifact',
  metadata: 'metadata-grpc-configmap',
  repositories: 'artifact-repositories'
} as const
