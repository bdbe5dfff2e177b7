variable "name" {
  description = "The cluster's name in EKS, and what the names of its roles begin with"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][-A-Za-z0-9]{0,39}$", var.name))
    error_message = "Write at most 40 letters, digits and hyphens, so that names of roles have room for the rest."
  }
}

variable "kubernetes" {
  description = "The version of Kubernetes, such as \"1.34\""
  type        = string

  validation {
    condition     = can(regex("^1\\.[0-9]+$", var.kubernetes))
    error_message = "Write the version in quotes, such as \"1.34\"."
  }
}

variable "subnets" {
  description = "The ids of private subnets in two zones or more"
  type        = list(string)

  validation {
    condition     = length(var.subnets) >= 2
    error_message = "EKS needs subnets in two zones or more."
  }
}

variable "admins" {
  description = "The ARNs of roles that administer the cluster, by names of your choice. Nobody else does, not even whoever applies"
  type        = map(string)

  validation {
    condition = length(var.admins) > 0 && alltrue([
      for role in values(var.admins) : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[^*?]+$", role))
    ])
    error_message = "Name at least one role, each by its whole ARN: without one nobody can use the cluster."
  }
}

variable "from" {
  description = "The addresses from which people reach the API server. Without any, it is reached from within the network alone"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for range in var.from : can(cidrhost(range, 0)) && !endswith(range, "/0")])
    error_message = "Write ranges such as 203.0.113.0/24, and never all addresses."
  }
}

variable "nodes" {
  description = "Groups of nodes, by name. The first ones run Kubeflow itself; Karpenter or the Cluster Autoscaler bring others"
  type = map(object({
    instances = optional(list(string), ["m6i.xlarge"])
    least     = optional(number, 2)
    most      = optional(number, 6)
    start     = optional(number, 3)
    disk      = optional(number, 100)
    spot      = optional(bool, false)
    image     = optional(string, "AL2023_x86_64_STANDARD")
    labels    = optional(map(string), {})
    taints    = optional(map(string), {})
  }))
  default = { system = {} }

  validation {
    condition     = alltrue([for group in values(var.nodes) : group.least <= group.start && group.start <= group.most && group.most > 0])
    error_message = "A group starts with at least `least` nodes and at most `most`."
  }
}

variable "add_ons" {
  description = "Versions of EKS's add-ons, such as { coredns = \"v1.12.1-eksbuild.2\" }. An add-on without one gets the default of the version of Kubernetes, once"
  type        = map(string)
  default     = {}
}

variable "log_days" {
  description = "How long logs of the control plane are kept"
  type        = number
  default     = 365
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
