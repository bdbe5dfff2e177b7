# `terraform init && terraform test` in the folder of the module; nothing is asked of AWS.

mock_provider "aws" {
  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "444455556666" }
  }
}

variables {
  folder = "../../../examples/acme/generated/staging"
  eks    = "kubeflow-staging"
}

run "makes_what_is_generated" {
  command = plan

  assert {
    condition     = aws_iam_role.this["kubeflow-staging.secrets.churn"].permissions_boundary == "arn:aws:iam::444455556666:policy/kubeflow-tenant-boundary"
    error_message = "The role of a tenant is missing, or has no boundary."
  }

  assert {
    condition     = contains(keys(aws_iam_role_policy.this), "kubeflow-staging.service.tenantry-platform")
    error_message = "The policy of a platform role is missing."
  }

  assert {
    condition     = strcontains(aws_iam_user_policy.this["kubeflow-staging.tenant.churn"].policy, "private-artifacts/churn/*")
    error_message = "The user of a tenant's key cannot get into its folder."
  }
}

run "makes_nothing_where_controllers_make_it" {
  command = plan

  variables {
    folder = "../../../examples/acme/generated/production"
  }

  assert {
    condition = 0 == sum([
      length(aws_iam_role.this), length(aws_iam_user.this), length(aws_eks_pod_identity_association.this)
    ])
    error_message = "Terraform and the controllers would make the same roles."
  }
}

run "makes_platform_roles_before_there_are_tenants" {
  command = plan

  variables {
    folder = "tests/without-tenants"
  }

  assert {
    condition     = keys(aws_iam_role.this) == ["kubeflow-staging.service.tenantry-platform"]
    error_message = "The platform's role is missing."
  }
}

run "makes_one_role_for_tenants_that_share_it" {
  command = plan

  variables {
    folder = "tests/sharing"
  }

  assert {
    condition     = keys(aws_iam_role.this) == ["kubeflow-staging.tenants"]
    error_message = "The role that tenants share is missing, or there are others."
  }

  assert {
    condition     = strcontains(aws_iam_role_policy.this["kubeflow-staging.tenants"].policy, "/private-artifacts/$${aws:PrincipalTag/kubernetes-namespace}/*")
    error_message = "The policy lost the variable by which it tells tenants apart."
  }

  assert {
    condition     = !contains(keys(aws_iam_role.this["kubeflow-staging.tenants"].tags), "kubernetes-namespace")
    error_message = "The role itself names a namespace."
  }

  assert {
    condition     = aws_eks_pod_identity_association.this["churn/default-editor"].role_arn == "arn:aws:iam::444455556666:role/tenantry/kubeflow-staging/tenants/kubeflow-staging.tenants"
    error_message = "A tenant without a role of its own has no association."
  }
}

run "refuses_a_mistyped_folder" {
  command = plan

  variables {
    folder = "../../../examples/acme/generated/stagin"
  }

  expect_failures = [var.folder]
}
