variable "name" {
  description = "The cluster's name in EKS, and what the names of everything begin with"
  type        = string
}

variable "region" {
  description = "The region"
  type        = string
}

variable "zones" {
  description = "Two availability zones of the region, or more"
  type        = list(string)
}

variable "cidr" {
  description = "The addresses of the network"
  type        = string
  default     = "10.0.0.0/16"
}

variable "kubernetes" {
  description = "The version of Kubernetes"
  type        = string
}

variable "admins" {
  description = "The ARNs of roles that administer the cluster, by names of your choice"
  type        = map(string)
}

variable "from" {
  description = "The addresses from which people reach the API server. Without any, it is reached from within the network alone"
  type        = list(string)
  default     = []
}

variable "nodes" {
  description = "Groups of nodes, as the module cluster describes them"
  type        = any
  default     = { system = {} }
}

variable "karpenter" {
  description = "The image of the nodes that Karpenter brings, such as al2023@v20260801. Null means that there is no Karpenter"
  type        = string
  default     = null
}

variable "load_balancer_policy" {
  description = "The file with the policy that the load balancer controller's release publishes: the README of the module controllers says where. Null means no role for it"
  type        = string
  default     = null
}

variable "domain" {
  description = "Where people reach Kubeflow"
  type        = string
}

variable "sign_in" {
  description = "The domain of the page where people sign in. Null means auth. and the domain"
  type        = string
  default     = null
}

variable "held" {
  description = "Names that do not answer yet although they have to: that above `sign_in`, unless it is the domain"
  type        = set(string)
  default     = []
}

variable "zone" {
  description = "The id of the public zone in Route 53 that has the domain. Null makes one for the domain"
  type        = string
  default     = null
}

variable "certificate_names" {
  description = "The other names of the certificate"
  type        = set(string)
  default     = []
}

variable "load_balancer" {
  description = "The DNS name and the zone of the load balancer, once Kubernetes has made it"
  type        = object({ name = string, zone = string })
  default     = null
}

variable "internal" {
  description = "Whether Kubeflow is reached from within the network alone"
  type        = bool
  default     = false
}

variable "saml" {
  description = "The directory by SAML, such as ADFS, as the module cognito describes it"
  type        = any
  default     = null
}

variable "groups" {
  description = "The function that maps groups, as the module cognito describes it"
  type        = any
  default     = null
}

variable "buckets" {
  description = "The buckets of pipelines, by the names that tenants write"
  type        = map(string)
}

variable "repositories" {
  description = "The repositories for images of notebooks"
  type        = set(string)
  default     = []
}

variable "boundaries" {
  description = "The names of the policies that limit the roles of tenants and of the platform. The root of the cluster makes them"
  type        = object({ tenants = string, platform = string })
  default     = { tenants = "kubeflow-tenant-boundary", platform = "kubeflow-platform-boundary" }
}

variable "prefix" {
  description = "What the names of secrets begin with"
  type        = string
}

variable "repository" {
  description = "The address of the repository of tenants, for Flux"
  type        = string
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
