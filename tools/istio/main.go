// Command istio says what Istio makes of the objects of meshes: the listeners of workloads, which it writes for a plain Envoy,
// the namespaces that callers know, and what istioctl finds wrong. It reads a request as JSON and answers in JSON.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"math/big"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bootstrap "github.com/envoyproxy/go-control-plane/envoy/config/bootstrap/v3"
	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	extauthz "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/ext_authz/v3"
	proxyprotocol "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/listener/proxy_protocol/v3"
	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	tcpproxy "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/tcp_proxy/v3"
	tls "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/resource"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/test"
)

type request struct {
	// Folder is for keys and for the file of Envoy.
	Folder string `json:"folder"`
	// Upstream is the socket of the program that stands behind every proxy, Authorizer that of oauth2-proxy.
	Upstream   string `json:"upstream"`
	Authorizer string `json:"authorizer"`
	// ProxyVersion is the release of Istio of the proxies.
	ProxyVersion string    `json:"proxyVersion"`
	Principals   []string  `json:"principals"`
	Meshes       []objects `json:"meshes"`
}

// objects are what a cluster has, in YAML.
type objects struct {
	Kubernetes string     `json:"kubernetes"`
	Istio      string     `json:"istio"`
	Config     string     `json:"config"`
	Workloads  []workload `json:"workloads"`
	Callers    []workload `json:"callers"`
	Analyze    bool       `json:"analyze"`
}

type workload struct {
	Name      string            `json:"name"`
	Namespace string            `json:"namespace"`
	Account   string            `json:"account"`
	Labels    map[string]string `json:"labels"`
	IP        string            `json:"ip"`
	Gateway   bool              `json:"gateway"`
	// Socket is where Envoy listens for it; a gateway's has the port after it.
	Socket string `json:"socket"`
}

type answer struct {
	Certificates map[string]pair `json:"certificates"`
	// Sockets are where Envoy listens.
	Sockets []string `json:"sockets"`
	// LeftOut are the filters that only Istio's build of Envoy has.
	LeftOut []string `json:"leftOut"`
	Meshes  []found  `json:"meshes"`
}

type pair struct {
	Certificate string `json:"certificate"`
	Key         string `json:"key"`
}

type found struct {
	// Known are the namespaces that the proxy of each caller knows.
	Known map[string][]string `json:"known"`
	// Messages are those of istioctl's analyzers and of the webhook that validates.
	Messages []string `json:"messages"`
}

func main() {
	out := os.Stdout
	os.Stdout = os.Stderr // for whatever Istio prints
	options := log.DefaultOptions()
	options.OutputPaths = []string{"stderr"}
	options.SetDefaultOutputLevel("all", log.ErrorLevel)
	must(log.Configure(options))
	var asked request
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	envoy := &envoy{request: asked, clusters: map[string]bool{}, leftOut: map[string]bool{}}
	said := answer{Certificates: authority(asked)}
	for _, each := range asked.Meshes {
		said.Meshes = append(said.Meshes, found{Known: envoy.translate(each), Messages: messages(each)})
	}
	envoy.write()
	for _, each := range envoy.listeners {
		said.Sockets = append(said.Sockets, each.Name)
	}
	said.LeftOut = slices.Sorted(maps.Keys(envoy.leftOut))
	must(json.NewEncoder(out).Encode(said))
}

// messages are what istioctl analyze says, and what the webhook of istiod refuses.
func messages(asked objects) []string {
	said := []string{}
	if !asked.Analyze {
		return said
	}
	analyzer := local.NewSourceAnalyzer(analyzers.AllCombined(), "", resource.Namespace("istio-system"), nil)
	must(analyzer.AddDefaultResources())
	text := strings.NewReader(asked.Kubernetes + "\n---\n" + asked.Istio)
	must(analyzer.AddTestReaderKubeSource([]local.ReaderSource{{Name: "objects", Reader: text}}))
	stop := make(chan struct{})
	defer close(stop)
	result, err := analyzer.Analyze(stop)
	must(err)
	for _, message := range result.Messages {
		said = append(said, message.String())
	}
	configs, _, err := crd.ParseInputs(asked.Istio)
	must(err)
	for _, config := range configs {
		schema, ok := collections.All.FindByGroupVersionKind(config.GroupVersionKind)
		if !ok {
			said = append(said, fmt.Sprintf("Error %s %s/%s is of no known kind", config.GroupVersionKind.Kind, config.Namespace, config.Name))
			continue
		}
		warning, err := schema.ValidateConfig(config)
		for _, each := range []error{warning, err} {
			if each != nil {
				said = append(said, fmt.Sprintf("Webhook (%s %s/%s) %v", config.GroupVersionKind.Kind, config.Namespace, config.Name, each))
			}
		}
	}
	return said
}

// envoy is the file for Envoy, to which each mesh adds its listeners.
type envoy struct {
	request
	listeners []*listener.Listener
	clusters  map[string]bool
	leftOut   map[string]bool
}

// translate adds the listeners of the workloads, and tells what the callers know.
func (e *envoy) translate(asked objects) map[string][]string {
	config, err := mesh.ApplyMeshConfigDefaults(asked.Config)
	must(err)
	known := map[string][]string{}
	must(test.Wrap(func(t test.Failer) {
		server := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
			KubernetesObjectString: asked.Kubernetes, ConfigString: asked.Istio, MeshConfig: config,
		})
		for _, each := range asked.Workloads {
			e.add(server, each)
		}
		for _, each := range asked.Callers {
			known[each.Namespace+"/"+each.Account] = namespaces(server.Clusters(e.proxy(server, each)))
		}
	}))
	return known
}

func (e *envoy) proxy(server *xds.FakeDiscoveryServer, of workload) *model.Proxy {
	kind := model.SidecarProxy
	if of.Gateway {
		kind = model.Router
	}
	return server.SetupProxy(&model.Proxy{
		Type: kind, ID: of.Name + "." + of.Namespace, ConfigNamespace: of.Namespace, IPAddresses: []string{of.IP}, Labels: of.Labels,
		Metadata: &model.NodeMetadata{
			Namespace: of.Namespace, Labels: of.Labels, ServiceAccount: of.Account, IstioVersion: e.ProxyVersion, ClusterID: "Kubernetes",
		},
	})
}

// namespaces are those of the services that a proxy has clusters for.
func namespaces(clusters []*cluster.Cluster) []string {
	names := map[string]bool{}
	for _, each := range clusters {
		if parts := strings.Split(each.Name[strings.LastIndex(each.Name, "|")+1:], "."); len(parts) > 2 {
			names[parts[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func (e *envoy) add(server *xds.FakeDiscoveryServer, of workload) {
	proxy := e.proxy(server, of)
	routes := map[string]*route.RouteConfiguration{}
	if of.Gateway {
		for _, each := range server.Routes(proxy) {
			routes[each.Name] = each
		}
	}
	for _, each := range server.Listeners(proxy) {
		socket := of.Socket
		if of.Gateway {
			socket = fmt.Sprintf("%s.%d", socket, each.Address.GetSocketAddress().GetPortValue())
		} else if each.Name != "virtualInbound" {
			continue
		}
		e.adapt(each, routes)
		each.Name = socket
		each.Address = pipe(socket)
		e.listeners = append(e.listeners, each)
	}
}

// adapt takes away what needs iptables or istiod. Whom a client meant to reach, iptables would say; here, the client says it.
func (e *envoy) adapt(l *listener.Listener, routes map[string]*route.RouteConfiguration) {
	l.AdditionalAddresses, l.AccessLog, l.UseOriginalDst, l.BindToPort = nil, nil, nil, nil
	said := &listener.ListenerFilter_TypedConfig{TypedConfig: toAny(&proxyprotocol.ProxyProtocol{})}
	filters := []*listener.ListenerFilter{{Name: "envoy.filters.listener.proxy_protocol", ConfigType: said}}
	for _, each := range l.ListenerFilters {
		if each.Name != "envoy.filters.listener.original_dst" {
			filters = append(filters, each)
		}
	}
	l.ListenerFilters = filters
	for _, chain := range append(l.FilterChains, l.DefaultFilterChain) {
		if chain == nil {
			continue
		}
		if chain.TransportSocket != nil {
			e.secure(chain.TransportSocket)
		}
		chain.Filters = slices.DeleteFunc(chain.Filters, func(filter *listener.Filter) bool { return !e.keep(filter, routes) })
	}
}

func (e *envoy) keep(filter *listener.Filter, routes map[string]*route.RouteConfiguration) bool {
	kind := kindOf(filter.GetTypedConfig())
	switch kind {
	case "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager":
		manager := &hcm.HttpConnectionManager{}
		must(filter.GetTypedConfig().UnmarshalTo(manager))
		e.adaptHTTP(manager, routes)
		filter.ConfigType = &listener.Filter_TypedConfig{TypedConfig: toAny(manager)}
	case "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy":
		forward := &tcpproxy.TcpProxy{}
		must(filter.GetTypedConfig().UnmarshalTo(forward))
		forward.AccessLog = nil
		e.clusters[forward.GetCluster()] = true
		filter.ConfigType = &listener.Filter_TypedConfig{TypedConfig: toAny(forward)}
	case "envoy.extensions.filters.network.rbac.v3.RBAC":
	default:
		e.leftOut[kind] = true
		return false
	}
	return true
}

// kept are the filters that decide, or say who somebody is.
var kept = []string{"rbac", "router", "jwt_authn", "cors", "fault", "grpc_stats", "set_filter_state", "ext_authz"}

func (e *envoy) adaptHTTP(manager *hcm.HttpConnectionManager, routes map[string]*route.RouteConfiguration) {
	manager.AccessLog, manager.Tracing = nil, nil
	manager.HttpFilters = slices.DeleteFunc(manager.HttpFilters, func(filter *hcm.HttpFilter) bool {
		kind := kindOf(filter.GetTypedConfig())
		if ask := new(extauthz.ExtAuthz); filter.GetTypedConfig().MessageIs(ask) {
			must(filter.GetTypedConfig().UnmarshalTo(ask))
			e.clusters[ask.GetHttpService().GetServerUri().GetCluster()] = true
		}
		keeps := slices.ContainsFunc(kept, func(name string) bool { return strings.Contains(kind, ".filters.http."+name+".") })
		if !keeps {
			e.leftOut[kind] = true
		}
		return !keeps
	})
	if named := manager.GetRds(); named != nil {
		table, ok := routes[named.RouteConfigName]
		if !ok {
			panic("no routes are called " + named.RouteConfigName)
		}
		manager.RouteSpecifier = &hcm.HttpConnectionManager_RouteConfig{RouteConfig: proto.Clone(table).(*route.RouteConfiguration)}
	}
	e.adaptRoutes(manager.GetRouteConfig())
}

func (e *envoy) adaptRoutes(table *route.RouteConfiguration) {
	if table == nil {
		return
	}
	table.ValidateClusters = nil
	for _, host := range table.VirtualHosts {
		for _, each := range host.Routes {
			each.Decorator = nil
			e.clusters[each.GetRoute().GetCluster()] = true
			for _, part := range each.GetRoute().GetWeightedClusters().GetClusters() {
				e.clusters[part.Name] = true
			}
			maps.DeleteFunc(each.TypedPerFilterConfig, func(_ string, config *anypb.Any) bool {
				return strings.Contains(kindOf(config), "istio") || strings.HasSuffix(kindOf(config), ".TypedStruct")
			})
		}
	}
}

// secure reads certificates from files, as istio-agent would serve them.
func (e *envoy) secure(socket *core.TransportSocket) {
	context := &tls.DownstreamTlsContext{}
	must(socket.GetTypedConfig().UnmarshalTo(context))
	for _, own := range context.CommonTlsContext.TlsCertificateSdsSecretConfigs {
		own.SdsConfig = e.file("default")
	}
	if both := context.CommonTlsContext.GetCombinedValidationContext(); both != nil {
		both.ValidationContextSdsSecretConfig.SdsConfig = e.file("ROOTCA")
	} else if others := context.CommonTlsContext.GetValidationContextSdsSecretConfig(); others != nil {
		others.SdsConfig = e.file("ROOTCA")
	}
	socket.ConfigType = &core.TransportSocket_TypedConfig{TypedConfig: toAny(context)}
}

func (e *envoy) file(name string) *core.ConfigSource {
	source := &core.PathConfigSource{Path: filepath.Join(e.Folder, name+".json")}
	return &core.ConfigSource{
		ResourceApiVersion: core.ApiVersion_V3, ConfigSourceSpecifier: &core.ConfigSource_PathConfigSource{PathConfigSource: source},
	}
}

func (e *envoy) write() {
	resources := &bootstrap.Bootstrap_StaticResources{Listeners: e.listeners}
	for _, name := range slices.Sorted(maps.Keys(e.clusters)) {
		if name != "" {
			resources.Clusters = append(resources.Clusters, e.cluster(name))
		}
	}
	text, err := protojson.Marshal(&bootstrap.Bootstrap{Node: &core.Node{Id: "all", Cluster: "all"}, StaticResources: resources})
	must(err)
	must(os.WriteFile(filepath.Join(e.Folder, "envoy.json"), text, 0o600))
}

func (e *envoy) cluster(name string) *cluster.Cluster {
	socket := e.Upstream
	if strings.Contains(name, "oauth2-proxy") {
		socket = e.Authorizer
	}
	place := &endpoint.LbEndpoint_Endpoint{Endpoint: &endpoint.Endpoint{Address: pipe(socket)}}
	places := []*endpoint.LocalityLbEndpoints{{LbEndpoints: []*endpoint.LbEndpoint{{HostIdentifier: place}}}}
	return &cluster.Cluster{
		Name: name, ConnectTimeout: durationpb.New(time.Second),
		ClusterDiscoveryType: &cluster.Cluster_Type{Type: cluster.Cluster_STATIC},
		LoadAssignment:       &endpoint.ClusterLoadAssignment{ClusterName: name, Endpoints: places},
	}
}

func pipe(path string) *core.Address {
	return &core.Address{Address: &core.Address_Pipe{Pipe: &core.Pipe{Path: path}}}
}

func kindOf(config *anypb.Any) string {
	return strings.TrimPrefix(config.GetTypeUrl(), "type.googleapis.com/")
}

func toAny(message proto.Message) *anypb.Any {
	packed, err := anypb.New(message)
	must(err)
	return packed
}

// authority makes a certificate for each principal, and the files by which Envoy has one and knows the others.
func authority(asked request) map[string]pair {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	root := &x509.Certificate{Subject: pkix.Name{Organization: []string{"cluster.local"}}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	issue := func(own *x509.Certificate, of *ecdsa.PrivateKey) string {
		var err error
		own.SerialNumber, err = rand.Int(rand.Reader, big.NewInt(1<<60))
		must(err)
		own.NotBefore, own.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)
		der, err := x509.CreateCertificate(rand.Reader, own, root, &of.PublicKey, key)
		must(err)
		return encoded("CERTIFICATE", der)
	}
	trusted := issue(root, key)
	pairs := map[string]pair{}
	for _, principal := range append(asked.Principals, "cluster.local/ns/server/sa/server") {
		of, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		must(err)
		der, err := x509.MarshalECPrivateKey(of)
		must(err)
		name, err := url.Parse("spiffe://" + principal)
		must(err)
		usages := []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
		own := &x509.Certificate{URIs: []*url.URL{name}, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: usages}
		pairs[principal] = pair{Certificate: issue(own, of), Key: encoded("EC PRIVATE KEY", der)}
	}
	server := pairs["cluster.local/ns/server/sa/server"]
	secret(asked.Folder, &tls.Secret{Name: "default", Type: &tls.Secret_TlsCertificate{TlsCertificate: &tls.TlsCertificate{
		CertificateChain: inline(server.Certificate), PrivateKey: inline(server.Key),
	}}})
	secret(asked.Folder, &tls.Secret{Name: "ROOTCA", Type: &tls.Secret_ValidationContext{ValidationContext: &tls.CertificateValidationContext{
		TrustedCa: inline(trusted),
	}}})
	return pairs
}

func secret(folder string, of *tls.Secret) {
	text, err := protojson.Marshal(toAny(of))
	must(err)
	file := fmt.Sprintf(`{"resources":[%s]}`, text)
	must(os.WriteFile(filepath.Join(folder, of.Name+".json"), []byte(file), 0o600))
}

func inline(text string) *core.DataSource {
	return &core.DataSource{Specifier: &core.DataSource_InlineString{InlineString: text}}
}

func encoded(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
