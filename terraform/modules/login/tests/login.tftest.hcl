mock_provider "aws" {}

variables {
  eks = "kubeflow-staging"
}

run "makes_nothing_where_nobody_may_use_kubectl" {
  command = plan

  variables {
    folder = "../../../examples/acme/generated/staging"
  }

  assert {
    condition     = length(aws_eks_access_entry.this) + length(aws_eks_identity_provider_config.this) == 0
    error_message = "Somebody may use kubectl whom no file names."
  }
}

run "makes_entries" {
  command = plan

  variables {
    folder = "tests/entries"
  }

  assert {
    condition     = aws_eks_access_policy_association.this["arn:aws:iam::444455556666:role/platform arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"].access_scope[0].type == "cluster"
    error_message = "The role has no access policy."
  }
}

run "refuses_a_mistyped_folder" {
  command = plan

  variables {
    folder = "../../../examples/acme/generated/stagin"
  }

  expect_failures = [var.folder]
}

run "refuses_an_empty_folder" {
  command = plan

  variables {
    folder = "tests"
  }

  expect_failures = [var.folder]
}
