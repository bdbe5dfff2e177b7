// Command argocd is Argo CD's controllers, its repo-server and its command line in one program, named by its
// first argument: they share most of what they are made of. Its page and its server are left out.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/klog/v2"

	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	sets "github.com/argoproj/argo-cd/v3/cmd/argocd-applicationset-controller/commands"
	repository "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
	cli "github.com/argoproj/argo-cd/v3/cmd/argocd/commands"
	"github.com/argoproj/argo-cd/v3/util/grpc"
	"github.com/argoproj/argo-cd/v3/util/log"
)

var commands = map[string]func() *cobra.Command{
	"application-controller":    controller.NewCommand,
	"repo-server":               repository.NewCommand,
	"applicationset-controller": sets.NewCommand,
	"cli":                       cli.NewCommand,
}

func main() {
	klog.SetLogger(log.NewLogrusLogger(log.NewWithCurrentConfig()))
	grpc.DisableSRVLookups()
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: argocd <application-controller | repo-server | applicationset-controller | cli> [flags]")
		os.Exit(2)
	}
	command := commands[os.Args[1]]()
	os.Args = append([]string{"argocd-" + os.Args[1]}, os.Args[2:]...)
	if command.Execute() != nil {
		os.Exit(1)
	}
}
