# The roles of controllers, and what wakes Karpenter. The controllers themselves are installed in the cluster.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id
  cluster   = "arn:${local.partition}:eks:${local.region}:${local.account}:cluster/${var.eks}"

  wanted = { load-balancer = var.load_balancer, karpenter = var.karpenter, ack = var.ack }
  roles = {
    for name, each in local.wanted : name => { namespace = each.namespace, accounts = each.accounts } if each != null
  }
  accounts = merge([
    for name, role in local.roles : { for account in role.accounts : "${role.namespace}/${account}" => merge(role, { name = name, account = account }) }
  ]...)

  documents = merge(
    { for each in var.load_balancer[*] : "load-balancer" => each.policy },
    { for each in var.karpenter[*] : "karpenter" => jsonencode(local.karpenter) },
  )
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name = "${var.name}-${each.key}"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = {
        StringEquals = {
          "aws:RequestTag/eks-cluster-arn"            = local.cluster
          "aws:RequestTag/kubernetes-namespace"       = each.value.namespace
          "aws:RequestTag/kubernetes-service-account" = each.value.accounts
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.documents

  name   = each.key
  role   = aws_iam_role.this[each.key].name
  policy = each.value
}

# It has no other rights than those of the document that `generate` wrote.
resource "aws_iam_role_policy_attachment" "ack" {
  for_each = { for each in var.ack[*] : "ack" => each.policy }

  role       = aws_iam_role.this[each.key].name
  policy_arn = each.value
}

resource "aws_eks_pod_identity_association" "this" {
  for_each = local.accounts

  cluster_name    = var.eks
  namespace       = each.value.namespace
  service_account = each.value.account
  role_arn        = aws_iam_role.this[each.value.name].arn
  tags            = var.tags
}
