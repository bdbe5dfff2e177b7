mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::444455556666:role/kubeflow-staging" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:444455556666:key/0aaa" }
  }

  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }

  mock_resource "aws_eks_cluster" {
    defaults = {
      identity = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210" }] }]
    }
  }
}

variables {
  name       = "kubeflow-staging"
  kubernetes = "1.34"
  subnets    = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
  admins     = { platform = "arn:aws:iam::444455556666:role/platform" }
}

run "only_admins_administer" {
  assert {
    condition = (
      aws_eks_cluster.this.access_config[0].authentication_mode == "API" &&
      !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions &&
      [for entry in aws_eks_access_entry.this : entry.principal_arn] == ["arn:aws:iam::444455556666:role/platform"]
    )
    error_message = "Somebody else administers the cluster."
  }

  assert {
    condition     = !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "The API server is on the internet, although nobody asked for it."
  }

  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].provider[0].key_arn == "arn:aws:kms:eu-central-1:444455556666:key/0aaa"
    error_message = "Secrets are not encrypted by a key."
  }

  assert {
    condition     = output.aws.oidcProvider == "oidc.eks.eu-central-1.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210"
    error_message = "The provider is not written as the cluster's file has it."
  }
}

run "pods_get_no_credentials_of_nodes" {
  assert {
    condition     = alltrue([for template in aws_launch_template.this : template.metadata_options[0].http_tokens == "required" && template.metadata_options[0].http_put_response_hop_limit == 1])
    error_message = "A pod can ask for the credentials of its node."
  }

  assert {
    condition     = !contains(keys(aws_iam_role_policy_attachment.this), "node/AmazonEKS_CNI_Policy")
    error_message = "Nodes can change the network."
  }

  assert {
    condition     = length([for name in keys(aws_iam_role_policy_attachment.this) : name if startswith(name, "efs-driver/")]) == 0
    error_message = "The role that mounts EFS has rights beyond those of the file system's policy."
  }
}

run "each_driver_has_its_own_role" {
  assert {
    condition     = jsondecode(aws_iam_role.this["efs-driver"].assume_role_policy).Statement[0].Condition.StringEquals["aws:RequestTag/kubernetes-service-account"] == ["efs-csi-node-sa"]
    error_message = "Another account of kube-system gets the role that mounts EFS."
  }

  assert {
    condition     = !can(jsondecode(aws_iam_role.this["node"].assume_role_policy).Statement[0].Condition)
    error_message = "Nodes get no role."
  }
}

run "policies_of_the_network_are_enforced" {
  assert {
    condition     = jsondecode(aws_eks_addon.early["vpc-cni"].configuration_values).enableNetworkPolicy == "true"
    error_message = "The network ignores network policies."
  }
}

run "nobody_is_refused" {
  command = plan

  variables {
    admins = {}
  }

  expect_failures = [var.admins]
}

run "everybody_is_refused" {
  command = plan

  variables {
    from = ["0.0.0.0/0"]
  }

  expect_failures = [var.from]
}

run "a_group_that_starts_too_large_is_refused" {
  command = plan

  variables {
    nodes = { system = { start = 9 } }
  }

  expect_failures = [var.nodes]
}
