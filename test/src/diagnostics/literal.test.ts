import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLike } from '../../../src/diagnostics/secret-patterns.ts'

// Assembled here, so that secret scanners do not report these examples.
const word = (length: number) =>
  'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5kL7nP9rS1'.repeat(3).slice(0, length)
const awsSecret = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', word(43)].join('.')

test.each([
  ['AKIA' + 'IOSFODNN7EXAMPLE', 'an AWS access key'],
  ['id=ASIA' + 'IOSFODNN7EXAMPLE;', 'an AWS access key'],
  [awsSecret, 'an AWS secret key'],
  [`aws_secret_access_key=${awsSecret}`, 'an AWS secret key'],
  ['-----BEGIN RSA PRIVATE' + ' KEY-----\nMIIE', 'a private key'],
  ['-----BEGIN PRIVATE' + ' KEY-----', 'a private key'],
  ['-----BEGIN OPENSSH PRIVATE' + ' KEY-----', 'a private key'],
  [`AGE-SECRET-KEY-1${'QQPQYRXPM'.repeat(6)}`, 'a private key'],
  [`ghp_${word(36)}`, 'a GitHub token'],
  [`https://x:ghs_${word(36)}@github.com/a/b`, 'a GitHub token'],
  [`github_pat_${word(22)}_${word(59)}`, 'a GitHub token'],
  [`glpat-${word(20)}`, 'a GitLab token'],
  [`xoxb-${'1234567890-'.repeat(2)}${word(24)}`, 'a Slack token'],
  [`https://hooks.slack.com/services/T${'0'.repeat(8)}/B0/x`, 'a Slack webhook'],
  [`hf_${'aBcDeFgHiJ'.repeat(4).slice(0, 34)}`, 'a Hugging Face token'],
  [`AIza${word(35)}`, 'a Google key'],
  [`GOCSPX-${word(28)}`, 'a Google key'],
  [`dapi${'0123456789abcdef'.repeat(2)}`, 'a Databricks token'],
  [`npm_${word(36)}`, 'an npm token'],
  [`hvs.${word(24)}`, 'a Vault token'],
  [`sk_live_${word(24)}`, 'a Stripe key'],
  [`sk-proj-${word(40)}`, 'an API key'],
  [`sk-ant-api03-${word(40)}`, 'an API key'],
  [jwt, 'a JSON Web Token'],
  [`Bearer ${jwt}`, 'a JSON Web Token'],
  ['mysql://u:p@h', 'a URL with a password'],
  ['postgresql+psycopg2://ml:hunter2@db.example.com:5432/x', 'a URL with a password'],
  ['redis://:hunter2@cache', 'a URL with a password'],
  ['see https://bob:hunter2@example.com/x for more', 'a URL with a password'],
  ['password=hunter2', 'a password'],
  ['jdbc:sqlserver://db;user=ml;Password=hunter2;', 'a password'],
  ['--db-password=hunter2 --verbose', 'a password'],
  ['{"user": "ml", "password": "hunter2"}', 'a password'],
  [`X-Amz-Signature=${'0123456789abcdef'.repeat(4)}`, 'a password'],
  [`https://example.com/?api_key=${word(24)}`, 'a password']
])('%s looks like %s', (text, what) => {
  expect(looksLike(text)).toBe(what)
})

test.each([
  '',
  'Credentials of the warehouse',
  'Password: ask Alice',
  'The secret is kept in the store',
  'snowflake',
  'alice@example.com',
  'arn:aws:iam::111122223333:role/kubeflow-fraud',
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:kubeflow/fraud/snowflake-AbCdEf',
  'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
  'arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012',
  '111122223333.dkr.ecr.eu-central-1.amazonaws.com/notebooks/pytorch:2.9',
  `registry.example.com/a@sha256:${'0123456789abcdef'.repeat(4)}`,
  `sha256:${'0123456789abcdef'.repeat(4)}`,
  '123e4567-e89b-12d3-a456-426614174000',
  'fs-0123456789abcdef0::fsap-0123456789abcdef0',
  'oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
  '0123456789abcdef0123456789abcdef01234567',
  '0123456789abcdefghijklmnop',
  'eu-central-1_AbCdEfGhI',
  'kubeflow.abcdefg.eu-central-1.rds.amazonaws.com',
  's3://shared-datasets/Fraud/2027/Q1',
  'https://example.com:8443/a@b?c=d:e@f',
  'https://github.com/example/kubeflow-tenants',
  'git@github.com:example/kubeflow-tenants.git',
  'ssh://git@github.com:22/example/kubeflow-tenants',
  'postgresql://ml:$(DB_PASSWORD)@db.example.com/x',
  'postgresql://ml:<password>@db.example.com/x',
  '--password=$(DB_PASSWORD)',
  '--password-file=/var/run/secrets/password',
  '--require-password=true',
  '--token=/var/run/secrets/kubeflow/pipelines/token',
  '--eos-token=</s> --pad-token=[PAD] --max-token=4096',
  '--secret=snowflake-2027 --key=prod/fraud/v2',
  'tokenizer=bert-base-uncased',
  'sk-learn-training-pipeline-v2',
  'task-sk-learn-Training-Pipeline-v2-large',
  'FraudDetectionExperimentNumber42Baseline',
  'kubeflow/Production/FraudDetection/Data1',
  'nvidia.com/gpu',
  'AKIA',
  'AROAIOSFODNN7EXAMPLE',
  '-----BEGIN CERTIFICATE-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJl3dIeudNqd0DPMRD6OIh65tjkgSe9Ev5dQYcYvZ3Zs'
])('%j is not a secret', text => {
  expect(looksLike(text)).toBeUndefined()
})

test.each([
  ['DB_PASSWORD', 'hunter2'],
  ['SNOWFLAKE_PWD', 'correct horse'],
  ['passwd', 'y'],
  ['API_TOKEN', 'k3v9x2m8q1z7'],
  ['AWS_SECRET_ACCESS_KEY', 'k3v9x2m8q1z7k3v9'],
  ['client-secret', '1p3kg9q2m5v7x0z4']
])('under %s, %j is a password', (key, text) => {
  expect(looksLike(text, key)).toBe('a password')
})

test.each([
  ['DB_PASSWORD', '$(FROM_SECRET)'],
  ['DB_PASSWORD', '/var/run/secrets/password'],
  ['DB_PASSWORD', ''],
  ['PASSWORD_FILE', 'hunter2'],
  ['REQUIRE_PASSWORD', 'true'],
  ['PWD', '/data/models'],
  ['SECRET', 'snowflake'],
  ['AWS_SECRET', 'kubeflow/fraud/snowflake-v2'],
  ['SECRET', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf'],
  ['EOS_TOKEN', '</s>'],
  ['MASK_TOKEN', '[MASK]'],
  ['MAX_TOKENS', '4096'],
  ['KF_PIPELINES_SA_TOKEN_PATH', '/var/run/secrets/kubeflow/pipelines/token'],
  ['TOKENIZERS_PARALLELISM', 'true'],
  ['PRIMARY_KEY', 'customerId2024x'],
  ['MODEL', 'k3v9x2m8q1z7']
])('under %s, %j is not a secret', (key, text) => {
  expect(looksLike(text, key)).toBeUndefined()
})

test('no text throws, even with a key', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (text, key) => void looksLike(text, key)))
})

test.each(['a', 'eyJ', 'a://', 'a:', '.-', 'password', 'password=', 'sk-', '-----BEGIN ', 'a1-'])(
  'two hundred thousand characters of %j do not take long',
  part => {
    const text = part.repeat(200_000 / part.length)
    const before = process.cpuUsage()
    looksLike(text, 'token')
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2)
  }
)
