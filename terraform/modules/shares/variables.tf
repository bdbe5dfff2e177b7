variable "file_system" {
  description = "The EFS file system, such as fs-0123456789abcdef0"
  type        = string
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
    condition     = length(distinct([for name, share in var.shares : coalesce(share.path, "/shares/${name}")])) == length(var.shares)
    error_message = "Two shares have one folder: whoever gets the one would read the other."
  }
}

variable "tags" {
  description = "Tags of every access point"
  type        = map(string)
  default     = {}
}
