mock_provider "aws" {
  override_data {
    target = data.aws_eks_cluster.this
    values = { identity = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF" }] }] }
  }
  override_data {
    target = data.aws_region.current
    values = { id = "eu-central-1" }
  }
}

variables {
  eks      = "kubeflow-staging"
  boundary = "arn:aws:iam::444455556666:policy/kubeflow-tenant-boundary"
  domain   = "staging.kubeflow.example.com"
  subnets  = []
}

run "finds_the_certificate_of_the_domain" {
  command = plan

  assert {
    condition     = data.aws_acm_certificate.this.domain == "staging.kubeflow.example.com"
    error_message = "Another certificate is looked for."
  }

  assert {
    condition     = output.aws.region == "eu-central-1"
    error_message = "The region is missing."
  }
}

run "finds_a_certificate_that_has_the_domain_among_others" {
  command = plan

  variables {
    certificate_domain = "*.kubeflow.example.com"
  }

  assert {
    condition     = data.aws_acm_certificate.this.domain == "*.kubeflow.example.com" && output.domain == "staging.kubeflow.example.com"
    error_message = "The certificate is looked for by the domain of Kubeflow."
  }
}
