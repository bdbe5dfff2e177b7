variable "name" {
  description = "What the names of everything begin with, such as kubeflow-staging"
  type        = string
}

variable "vpc" {
  description = "The id of the VPC"
  type        = string
}

variable "subnets" {
  description = "The ids of private subnets, by names of your choice, such as those of their zones; no two in one zone"
  type        = map(string)

  validation {
    condition     = length(var.subnets) >= 2
    error_message = "RDS needs subnets in two zones or more."
  }
}

variable "clients" {
  description = "The ids of the security groups that reach the database and the file system, by names of your choice: that of the cluster"
  type        = map(string)
}

variable "database" {
  description = "The MySQL database of pipelines. `secret` is where its password is below the cluster's prefix. `protected` keeps it from being destroyed, and leaves a last snapshot where it is all the same"
  type = object({
    version   = optional(string, "8.4")
    class     = optional(string, "db.t4g.medium")
    storage   = optional(number, 20)
    most      = optional(number, 200)
    zones     = optional(bool, false)
    backups   = optional(number, 7)
    protected = optional(bool, true)
    secret    = optional(string, "rds")
  })
  default = {}

  validation {
    condition     = can(regex("^8\\.[0-9]+(\\.[0-9]+)?$", var.database.version))
    error_message = "Pipelines work with MySQL 8, such as \"8.4\"."
  }

  validation {
    condition     = var.database.backups >= 1 && var.database.backups <= 35
    error_message = "RDS keeps backups for 1 to 35 days."
  }
}

variable "buckets" {
  description = "The buckets of pipelines, by the names that tenants write. `default` is that of everybody"
  type        = map(string)
  default     = {}
}

variable "file_system" {
  description = "Whether to make a file system, EFS"
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
