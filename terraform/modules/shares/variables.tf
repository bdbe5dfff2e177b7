variable "file_system" {
  description = "The EFS file system, such as fs-0123456789abcdef0"
  type        = string
}

variable "clients" {
  description = "The ARNs of the roles that mount the file system: that of the EFS driver's service account efs-csi-node-sa, or else of the nodes, and those of anybody else who uses it"
  type        = list(string)

  validation {
    condition = length(var.clients) > 0 && alltrue([
      for role in var.clients : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[^*?]+$", role))
    ])
    error_message = "Name at least one role, each by its whole ARN: without one nobody can mount the file system, and with a pattern anybody might."
  }
}

variable "others" {
  description = "Whether anything else makes access points of this file system, such as the storage class of `storage.efs.class`. If not, nobody can use any but those of the shares"
  type        = bool
  nullable    = false
}

variable "shares" {
  description = "By the names that tenants write: the folder, and who its files belong to"
  type = map(object({
    path        = optional(string)
    uid         = optional(number, 1000)
    gid         = optional(number, 100)
    permissions = optional(string, "0770")
  }))
  default = {}

  validation {
    condition = alltrue([
      for name, share in var.shares :
      can(regex("^(/|(/[^/]+)+)$", coalesce(share.path, "/shares/${name}"))) &&
      !contains(split("/", coalesce(share.path, "/shares/${name}")), "..") &&
      !contains(split("/", coalesce(share.path, "/shares/${name}")), ".")
    ])
    error_message = "Each folder is written in one way: it begins with a slash, ends without one unless it is the root, and has neither `.` nor `..` in it."
  }

  validation {
    condition = alltrue(flatten([
      for name, share in var.shares : [
        for other, inner in var.shares : name == other || !startswith(
          "${coalesce(inner.path, "/shares/${other}")}/",
          "${trimsuffix(coalesce(share.path, "/shares/${name}"), "/")}/",
        )
      ]
    ]))
    error_message = "Two shares have the same folder, or one is inside the other: whoever gets the outer one would read the inner one."
  }
}

variable "tags" {
  description = "Tags of every access point"
  type        = map(string)
  default     = {}
}
