variable "name" {
  description = "What the names of everything begin with, such as kubeflow-staging"
  type        = string
}

variable "eks" {
  description = "The cluster's name in EKS: subnets are tagged with it, so that Karpenter finds them"
  type        = string
}

variable "cidr" {
  description = "The addresses of the network"
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.cidr, 4, 15)) && tonumber(split("/", var.cidr)[1]) <= 20
    error_message = "Write a range such as 10.0.0.0/16, of at least 4,096 addresses: each pod has one of its own."
  }
}

variable "zones" {
  description = "The names of two to seven availability zones. Each has a subnet by its place in this list, so add new ones at the end"
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 2 && length(var.zones) <= 7 && length(distinct(var.zones)) == length(var.zones)
    error_message = "EKS, RDS and load balancers need two zones or more, and there is room for seven."
  }
}

variable "nat" {
  description = "How private subnets reach the internet: by `one` gateway, by one in `each` zone, or not at all, `none`"
  type        = string
  default     = "one"

  validation {
    condition     = contains(["one", "each", "none"], var.nat)
    error_message = "Write `one`, `each` or `none`."
  }
}

variable "endpoints" {
  description = "The services of AWS that pods reach without the internet, beside S3"
  type        = set(string)
  default     = ["ecr.api", "ecr.dkr", "sts"]
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
