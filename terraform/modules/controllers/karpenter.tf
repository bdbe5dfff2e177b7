locals {
  ec2   = "arn:${local.partition}:ec2:${local.region}"
  owned = "kubernetes.io/cluster/${var.eks}"

  # What Karpenter makes, each with the cluster's tag, by which it may remove it again.
  made = [for kind in ["fleet", "instance", "launch-template", "network-interface", "volume"] : "${local.ec2}:*:${kind}/*"]

  # What it makes nodes from, which is there before.
  from = concat(
    [for kind in ["image", "snapshot"] : "${local.ec2}::${kind}/*"],
    [for kind in ["capacity-reservation", "launch-template", "security-group", "spot-instances-request", "subnet"] : "${local.ec2}:*:${kind}/*"],
  )

  profiles = ["arn:${local.partition}:iam::${local.account}:instance-profile/*"]
  asked    = { "aws:RequestTag/${local.owned}" = "owned" }
  tagged   = { "aws:ResourceTag/${local.owned}" = "owned" }
  here     = { "aws:ResourceTag/topology.kubernetes.io/region" = local.region }

  karpenter = {
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ec2:CreateFleet", "ec2:RunInstances"], Resource = local.from },
      {
        Effect    = "Allow"
        Action    = ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"]
        Resource  = local.made
        Condition = { StringEquals = local.asked, StringLike = { "aws:RequestTag/karpenter.sh/nodepool" = "*" } }
      },
      {
        Effect   = "Allow"
        Action   = "ec2:CreateTags"
        Resource = concat(local.made, ["${local.ec2}:*:spot-instances-request/*"])
        Condition = {
          StringEquals = merge(local.asked, { "ec2:CreateAction" = ["CreateFleet", "CreateLaunchTemplate", "RunInstances"] })
          StringLike   = { "aws:RequestTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Effect   = "Allow"
        Action   = "ec2:CreateTags"
        Resource = "${local.ec2}:*:instance/*"
        Condition = {
          StringEquals                = local.tagged
          StringLike                  = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
          "ForAllValues:StringEquals" = { "aws:TagKeys" = ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"] }
        }
      },
      {
        Effect    = "Allow"
        Action    = ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"]
        Resource  = ["${local.ec2}:*:instance/*", "${local.ec2}:*:launch-template/*"]
        Condition = { StringEquals = local.tagged, StringLike = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" } }
      },
      {
        Effect = "Allow"
        Action = [
          "ec2:DescribeAvailabilityZones", "ec2:DescribeCapacityReservations", "ec2:DescribeImages", "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypeOfferings", "ec2:DescribeInstanceTypes", "ec2:DescribeInstances", "ec2:DescribeLaunchTemplates",
          "ec2:DescribeSecurityGroups", "ec2:DescribeSpotPriceHistory", "ec2:DescribeSubnets",
        ]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = local.region } }
      },
      { Effect = "Allow", Action = ["iam:ListInstanceProfiles", "pricing:GetProducts"], Resource = "*" },
      { Effect = "Allow", Action = "ssm:GetParameter", Resource = "arn:${local.partition}:ssm:${local.region}::parameter/aws/service/*" },
      { Effect = "Allow", Action = "eks:DescribeCluster", Resource = local.cluster },
      {
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-karpenter"
      },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = [for each in var.karpenter[*] : "arn:${local.partition}:iam::${local.account}:role/${each.node_role}"]
        Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
      },
      {
        Effect   = "Allow"
        Action   = "iam:CreateInstanceProfile"
        Resource = local.profiles
        Condition = {
          StringEquals = merge(local.asked, { "aws:RequestTag/topology.kubernetes.io/region" = local.region })
          StringLike   = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Effect   = "Allow"
        Action   = "iam:TagInstanceProfile"
        Resource = local.profiles
        Condition = {
          StringEquals = merge(local.asked, local.tagged, local.here, { "aws:RequestTag/topology.kubernetes.io/region" = local.region })
          StringLike   = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass" = "*", "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Effect   = "Allow"
        Action   = ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"]
        Resource = local.profiles
        Condition = {
          StringEquals = merge(local.tagged, local.here)
          StringLike   = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      { Effect = "Allow", Action = "iam:GetInstanceProfile", Resource = local.profiles },
    ]
  }

  queues = { for each in var.karpenter[*] : "karpenter" => "${var.name}-karpenter" }

  # AWS announces by these that it takes a node away.
  events = var.karpenter == null ? {} : {
    health    = { source = "aws.health", kind = "AWS Health Event" }
    rebalance = { source = "aws.ec2", kind = "EC2 Instance Rebalance Recommendation" }
    spot      = { source = "aws.ec2", kind = "EC2 Spot Instance Interruption Warning" }
    state     = { source = "aws.ec2", kind = "EC2 Instance State-change Notification" }
  }
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  name                      = each.value
  message_retention_seconds = 300
  sqs_managed_sse_enabled   = true
  tags                      = var.tags
}

resource "aws_sqs_queue_policy" "this" {
  for_each = aws_sqs_queue.this

  queue_url = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = each.value.arn
        Condition = { ArnEquals = { "aws:SourceArn" = values(aws_cloudwatch_event_rule.this)[*].arn } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = each.value.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.events

  name          = "${var.name}-karpenter-${each.key}"
  event_pattern = jsonencode({ source = [each.value.source], detail-type = [each.value.kind] })
  tags          = var.tags
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.events

  rule      = aws_cloudwatch_event_rule.this[each.key].name
  target_id = "karpenter"
  arn       = aws_sqs_queue.this["karpenter"].arn
}
