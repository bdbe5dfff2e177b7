// Command control-plane is etcd, kube-apiserver and kube-controller-manager in one program, named by its
// first argument: they share most of what they are made of. With `leashed` before the name, or before the
// path of another program, what runs ends as soon as standard input does, which is when the parent is gone.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"

	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

var kubernetes = map[string]func() *cobra.Command{
	"kube-apiserver":          apiserver.NewAPIServerCommand,
	"kube-controller-manager": controllers.NewControllerManagerCommand,
}

func main() {
	arguments := os.Args[1:]
	leashed := len(arguments) > 0 && arguments[0] == "leashed"
	if leashed {
		arguments = arguments[1:]
	}
	if len(arguments) == 0 {
		fmt.Fprintln(os.Stderr, "usage: control-plane [leashed] <etcd | kube-apiserver | kube-controller-manager | path> [flags]")
		os.Exit(2)
	}
	os.Exit(run(arguments, leashed))
}

func run(arguments []string, leashed bool) int {
	name := arguments[0]
	command, known := kubernetes[name]
	if !known && name != "etcd" {
		return other(arguments)
	}
	if leashed {
		go whenAlone(func() { os.Exit(0) })
	}
	os.Args = arguments // cobra and etcd both take their flags from here
	if known {
		return cli.Run(command())
	}
	etcdmain.Main(arguments)
	return 0
}

func other(arguments []string) int {
	program := exec.Command(arguments[0], arguments[1:]...)
	program.Stdout, program.Stderr = os.Stdout, os.Stderr
	if err := program.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	go whenAlone(func() { _ = program.Process.Kill() })
	_ = program.Wait()
	return program.ProcessState.ExitCode()
}

func whenAlone(end func()) {
	_, _ = io.Copy(io.Discard, os.Stdin)
	end()
}
