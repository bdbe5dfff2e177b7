import { type Try, thing } from './try.ts'

const experiment = (configMapNamespace: string) =>
  thing('kubeflow.org/v1beta1 Experiment earlier/try', {
    spec: {
      trialTemplate: {
        configMap: { configMapName: 'trials', configMapNamespace, templatePath: 'trial.yaml' }
      }
    }
  })

export const experiments: readonly Try[] = [
  {
    what: 'take the template of trials from the own tenant',
    by: { editor: true, owner: true },
    change: { make: experiment('earlier') }
  },
  {
    what: 'read a ConfigMap of somebody else by an experiment',
    by: { editor: false, owner: false },
    change: { make: experiment('kube-system') }
  }
]
