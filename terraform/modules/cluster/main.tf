data "aws_partition" "current" {}

locals {
  policies = "arn:${data.aws_partition.current.partition}:iam::aws:policy"

  # What each role is for, and which policies of AWS it has. The driver of EFS needs none to mount: the policy of the file
  # system lets its role in.
  services = {
    cluster = { service = "eks.amazonaws.com", policies = ["AmazonEKSClusterPolicy"] }
    node = {
      service  = "ec2.amazonaws.com"
      policies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"]
    }
    network    = { service = "pods.eks.amazonaws.com", policies = ["AmazonEKS_CNI_Policy"] }
    disks      = { service = "pods.eks.amazonaws.com", policies = ["service-role/AmazonEBSCSIDriverPolicy"] }
    files      = { service = "pods.eks.amazonaws.com", policies = ["service-role/AmazonEFSCSIDriverPolicy"] }
    efs-driver = { service = "pods.eks.amazonaws.com", policies = [] }
  }

  attachments = merge([
    for name, each in local.services : { for policy in each.policies : "${name}/${policy}" => { role = name, policy = policy } }
  ]...)

  # Which service account in kube-system has which role.
  accounts = {
    aws-node              = "network"
    ebs-csi-controller-sa = "disks"
    efs-csi-controller-sa = "files"
    efs-csi-node-sa       = "efs-driver"
  }

  # Of pods, only those of its own accounts get a role.
  shown = {
    for name in values(local.accounts) : name => {
      StringEquals = {
        "aws:RequestTag/kubernetes-namespace"       = "kube-system"
        "aws:RequestTag/kubernetes-service-account" = [for account, role in local.accounts : account if role == name]
      }
    }
  }
  trust = {
    for name, each in local.services : name => jsonencode({
      Version = "2012-10-17"
      Statement = [merge(
        { Effect = "Allow", Principal = { Service = each.service }, Action = ["sts:AssumeRole"] },
        { for key, value in { Action = ["sts:AssumeRole", "sts:TagSession"], Condition = lookup(local.shown, name, null) } : key => value if contains(keys(local.shown), name) },
      )]
    })
  }

  # The first ones are there before nodes are; the others need nodes to run on.
  early = toset(["eks-pod-identity-agent", "kube-proxy", "vpc-cni"])
  late  = toset(["aws-ebs-csi-driver", "aws-efs-csi-driver", "coredns"])

  # Pods are kept apart by network policies, which AWS's network ignores by default.
  settings = { vpc-cni = jsonencode({ enableNetworkPolicy = "true" }) }
}

resource "aws_iam_role" "this" {
  for_each = local.services

  name = "${var.name}-${each.key}"
  tags = var.tags

  assume_role_policy = local.trust[each.key]
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.attachments

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = "${local.policies}/${each.value.policy}"
}

resource "aws_kms_key" "this" {
  description         = "Secrets of the cluster ${var.name}"
  enable_key_rotation = true
  tags                = var.tags
}

# EKS writes its logs into a group of this name, which it would otherwise make without an end.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/eks/${var.name}/cluster"
  retention_in_days = var.log_days
  tags              = var.tags
}

resource "aws_eks_cluster" "this" {
  name                          = var.name
  version                       = var.kubernetes
  role_arn                      = aws_iam_role.this["cluster"].arn
  bootstrap_self_managed_addons = false
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  tags                          = var.tags

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.this.arn
    }
  }

  vpc_config {
    subnet_ids              = var.subnets
    endpoint_private_access = true
    endpoint_public_access  = length(var.from) > 0
    public_access_cidrs     = length(var.from) > 0 ? var.from : null
  }

  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy_attachment.this]
}

resource "aws_eks_access_entry" "this" {
  for_each = var.admins

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.value
  tags          = var.tags
}

resource "aws_eks_access_policy_association" "this" {
  for_each = var.admins

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.this[each.key].principal_arn
  policy_arn    = "arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

# Karpenter gives nodes the groups and subnets with this tag.
resource "aws_ec2_tag" "discovery" {
  resource_id = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
  key         = "karpenter.sh/discovery"
  value       = var.name
}

# Roles of tenants trust it where `aws.identity` is `irsa`.
resource "aws_iam_openid_connect_provider" "this" {
  url            = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
  tags           = var.tags
}

resource "aws_eks_pod_identity_association" "this" {
  for_each = local.accounts

  cluster_name    = aws_eks_cluster.this.name
  namespace       = "kube-system"
  service_account = each.key
  role_arn        = aws_iam_role.this[each.value].arn
  tags            = var.tags
}

resource "aws_eks_addon" "early" {
  for_each = local.early

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = lookup(var.add_ons, each.key, null)
  configuration_values        = lookup(local.settings, each.key, null)
  resolve_conflicts_on_create = "OVERWRITE"
  tags                        = var.tags

  depends_on = [aws_eks_pod_identity_association.this]
}

# A pod cannot ask for the credentials of its node: the answer travels no further than one hop.
resource "aws_launch_template" "this" {
  for_each = var.nodes

  name                   = "${var.name}-${each.key}"
  update_default_version = true
  tags                   = var.tags

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = each.value.disk
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge(var.tags, { Name = "${var.name}-${each.key}" })
  }
}

resource "aws_eks_node_group" "this" {
  for_each = var.nodes

  cluster_name    = aws_eks_cluster.this.name
  node_group_name = each.key
  node_role_arn   = aws_iam_role.this["node"].arn
  subnet_ids      = var.subnets
  ami_type        = each.value.image
  instance_types  = each.value.instances
  capacity_type   = each.value.spot ? "SPOT" : "ON_DEMAND"
  labels          = each.value.labels
  tags            = var.tags

  launch_template {
    id      = aws_launch_template.this[each.key].id
    version = aws_launch_template.this[each.key].latest_version
  }

  scaling_config {
    min_size     = each.value.least
    desired_size = each.value.start
    max_size     = each.value.most
  }

  update_config {
    max_unavailable = 1
  }

  dynamic "taint" {
    for_each = each.value.taints

    content {
      key    = taint.key
      value  = taint.value
      effect = "NO_SCHEDULE"
    }
  }

  lifecycle {
    # The Cluster Autoscaler changes it.
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_eks_addon.early, aws_iam_role_policy_attachment.this]
}

resource "aws_eks_addon" "late" {
  for_each = local.late

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = lookup(var.add_ons, each.key, null)
  resolve_conflicts_on_create = "OVERWRITE"
  tags                        = var.tags

  depends_on = [aws_eks_node_group.this]
}
