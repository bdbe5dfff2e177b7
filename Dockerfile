# Tenantry with the programs that build and check everything. Run it on a repository: docker run --volume "$PWD:/work" <image> ci
FROM golang:1.26 AS tools
WORKDIR /tools
COPY tools/go.mod tools/go.sum ./
RUN CGO_ENABLED=0 go build -o /programs/ sigs.k8s.io/kustomize/kustomize/v5 github.com/yannh/kubeconform/cmd/kubeconform

FROM node:24 AS package
WORKDIR /tenantry
COPY . .
RUN npm ci --no-audit --no-fund && mkdir /package && npm pack --pack-destination /package

FROM node:24-slim
# Debian keeps only the newest version of a package, so a pinned one could not be installed later.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY --from=tools /programs/ /usr/local/bin/
COPY --from=package /package/ /package/
RUN npm install --global --offline /package/*.tgz && rm -r /package && git config --system --add safe.directory /work
# The user `node` of the image.
USER 1000
WORKDIR /work
ENTRYPOINT ["tenantry"]
