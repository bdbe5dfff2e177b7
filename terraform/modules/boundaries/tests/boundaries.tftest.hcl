mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444455556666" }
  }
}

variables {
  folder = "tests/cluster"
  policies = {
    tenants  = "arn:aws:iam::444455556666:policy/kubeflow-tenant-boundary"
    platform = "arn:aws:iam::444455556666:policy/kubeflow/platform-boundary"
  }
}

run "names_follow_from_the_arns" {
  assert {
    condition     = [for policy in aws_iam_policy.this : "${policy.path}${policy.name}"] == ["/kubeflow/platform-boundary", "/kubeflow-tenant-boundary"]
    error_message = "A policy gets another ARN than the cluster's file says."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.this["tenants"].policy).Statement[0].Action == ["s3:ListBucket"]
    error_message = "Tenants get the document of somebody else."
  }
}

run "another_account_is_refused" {
  command = plan

  variables {
    policies = { tenants = "arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary" }
  }

  expect_failures = [aws_iam_policy.this["tenants"]]
}

run "a_folder_without_documents_is_refused" {
  command = plan

  variables {
    folder = "tests"
  }

  expect_failures = [var.folder]
}
