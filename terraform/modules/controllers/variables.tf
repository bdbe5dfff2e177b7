variable "name" {
  description = "What the names of everything begin with, such as kubeflow-staging"
  type        = string
}

variable "eks" {
  description = "The cluster's name in EKS"
  type        = string
}

variable "load_balancer" {
  description = "The controller of load balancers: the policy that its release publishes, and the account that it runs as"
  type = object({
    policy    = string
    namespace = optional(string, "kube-system")
    accounts  = optional(list(string), ["aws-load-balancer-controller"])
  })
  default = null

  validation {
    condition     = var.load_balancer == null || can(jsondecode(var.load_balancer.policy).Statement[0])
    error_message = "`policy` is the text of the policy, such as file(\"load-balancer.json\")."
  }
}

variable "karpenter" {
  description = "Karpenter: the name of the role that its nodes have, and the account that it runs as"
  type = object({
    node_role = string
    namespace = optional(string, "kube-system")
    accounts  = optional(list(string), ["karpenter"])
  })
  default = null

  validation {
    condition     = var.karpenter == null || can(regex("^[\\w+=,.@-]{1,64}$", var.karpenter.node_role))
    error_message = "Write the name of the role, without a path or an ARN."
  }
}

variable "ack" {
  description = "The ACK controllers for IAM and EKS: the ARN of the policy of the document `controllers` in `boundaries.json`, and the accounts that they run as"
  type = object({
    policy    = string
    namespace = optional(string, "ack-system")
    accounts  = optional(list(string), ["ack-eks-controller", "ack-iam-controller"])
  })
  default = null

  validation {
    condition     = var.ack == null || can(regex("^arn:[a-z-]+:iam::[0-9]{12}:policy/", var.ack.policy))
    error_message = "Write the ARN of a policy of this account; those of AWS allow far more."
  }
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
