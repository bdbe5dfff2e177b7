output "repositories" {
  description = "The addresses of the repositories, by name: what an image of `notebooks.images` begins with"
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}
