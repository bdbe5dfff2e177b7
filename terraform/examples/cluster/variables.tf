variable "cluster" {
  description = "The name of the cluster's file in platform/clusters/"
  type        = string
}

variable "repository" {
  description = "The folder with platform/ and generated/, seen from here"
  type        = string
  default     = "../../.."
}

variable "shares" {
  description = "The shares that tenants mount, as the module shares describes them"
  type        = any
  default     = {}
}

variable "efs_clients" {
  description = "The ARNs of the roles that mount EFS, as the module shares describes them. Null means the role that the foundation makes for the driver"
  type        = list(string)
  default     = null
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
