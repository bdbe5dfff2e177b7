mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444455556666" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
}

variables {
  name = "kubeflow-staging"
  eks  = "kubeflow-staging"
}

run "nothing_is_made_unasked" {
  command = plan

  assert {
    condition     = length(aws_iam_role.this) == 0 && length(aws_sqs_queue.this) == 0 && length(aws_cloudwatch_event_rule.this) == 0
    error_message = "There is a role, a queue or a rule that nobody asked for."
  }
}

run "each_role_is_for_its_own_accounts" {
  command = plan

  variables {
    load_balancer = { policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{}]}" }
    karpenter     = { node_role = "kubeflow-staging-node" }
    ack           = { policy = "arn:aws:iam::444455556666:policy/kubeflow-controllers" }
  }

  assert {
    condition = { for name, role in aws_iam_role.this : name => jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["aws:RequestTag/kubernetes-service-account"] } == {
      ack           = ["ack-eks-controller", "ack-iam-controller"]
      karpenter     = ["karpenter"]
      load-balancer = ["aws-load-balancer-controller"]
    }
    error_message = "A role is for other accounts."
  }

  assert {
    condition     = toset(keys(aws_eks_pod_identity_association.this)) == toset(["ack-system/ack-eks-controller", "ack-system/ack-iam-controller", "kube-system/aws-load-balancer-controller", "kube-system/karpenter"])
    error_message = "An account has no role."
  }

  assert {
    condition     = aws_iam_role_policy_attachment.ack["ack"].policy_arn == "arn:aws:iam::444455556666:policy/kubeflow-controllers" && !contains(keys(aws_iam_role_policy.this), "ack")
    error_message = "The ACK controllers have other rights."
  }
}

run "karpenter_gives_nodes_one_role_and_removes_only_its_own" {
  command = plan

  variables {
    karpenter = { node_role = "kubeflow-staging-node" }
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.this["karpenter"].policy).Statement : statement.Resource if statement.Action == "iam:PassRole"
    ] == [["arn:aws:iam::444455556666:role/kubeflow-staging-node"]]
    error_message = "Karpenter gives other roles to nodes."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.this["karpenter"].policy).Statement :
      statement.Condition.StringEquals["aws:ResourceTag/kubernetes.io/cluster/kubeflow-staging"] == "owned"
      if length([for action in flatten([statement.Action]) : action if can(regex("Delete(Launch|Instance)|Remove|Terminate", action))]) > 0
    ])
    error_message = "Karpenter removes what belongs to somebody else."
  }

  assert {
    condition     = length(jsonencode(jsondecode(aws_iam_role_policy.this["karpenter"].policy))) < 10240
    error_message = "IAM takes no policy of this length."
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.this) == 4
    error_message = "Karpenter does not hear that a node goes."
  }
}

run "a_policy_of_aws_is_refused" {
  command = plan

  variables {
    ack = { policy = "arn:aws:iam::aws:policy/IAMFullAccess" }
  }

  expect_failures = [var.ack]
}

run "an_arn_as_a_name_is_refused" {
  command = plan

  variables {
    karpenter = { node_role = "arn:aws:iam::444455556666:role/kubeflow-staging-node" }
  }

  expect_failures = [var.karpenter]
}

run "a_path_as_a_policy_is_refused" {
  command = plan

  variables {
    load_balancer = { policy = "load-balancer.json" }
  }

  expect_failures = [var.load_balancer]
}
