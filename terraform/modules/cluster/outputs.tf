output "aws" {
  description = "For the field aws of the cluster's file"
  value = {
    eks          = aws_eks_cluster.this.name
    oidcProvider = trimprefix(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://")
  }
}

output "security_group" {
  description = "The id of the security group that EKS made for the cluster: nodes and pods are in it"
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

output "efs_driver" {
  description = "The ARN of the role that mounts EFS: one of `clients` of the module shares"
  value       = aws_iam_role.this["efs-driver"].arn
}

output "node_role" {
  description = "The name of the role of nodes: `autoscaling.karpenter.role` of the cluster's file"
  value       = aws_iam_role.this["node"].name
}
