package simulator

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// Server is a running simulated service. It is safe for concurrent use.
type Server struct {
	tenant    *tenant.Tenant
	options   Options
	now, wall func() time.Time
	listener  net.Listener
	http      *http.Server
	authority *authority
	log       *requestLog
	entra     *entra
	limits    *limiter
	stop      func() bool // ends the watch on the context that Start was given
}

// service is which of the simulated services a host name belongs to.
type service byte

const (
	notSimulated service = iota
	entraService
	graphService
	partnerCenterService
)

// hosts are the names under which the services are reached, all clouds.
var hosts = map[string]service{
	"login.microsoftonline.com": entraService, "login.windows.net": entraService,
	"login.microsoft.com": entraService,
	"sts.windows.net":     entraService, "login.microsoftonline.us": entraService,
	"login.chinacloudapi.cn":           entraService,
	"login.partner.microsoftonline.cn": entraService, "microsoft.com": entraService,
	"www.microsoft.com":   entraService,
	"graph.microsoft.com": graphService, "graph.microsoft.us": graphService,
	"dod-graph.microsoft.us":                      graphService,
	"microsoftgraph.chinacloudapi.cn":             graphService,
	"api.partnercenter.microsoft.com":             partnerCenterService,
	"partner.partnercenterapi.microsoftonline.cn": partnerCenterService,
}

func start(ctx context.Context, options Options) (*Server, error) {
	s := &Server{tenant: options.Tenant, options: options, wall: options.Wall, now: options.Now,
		log: &requestLog{}}
	if s.tenant == nil {
		s.tenant = tenant.Generate(tenant.Params{})
	}
	if s.now == nil {
		s.now = func() time.Time { return s.tenant.Now }
	}
	if s.wall == nil {
		s.wall = time.Now
	}
	s.limits = newLimiter(options.Throttle, s.wall)
	s.entra = newEntra(s)
	if err := s.entra.setAccount(options.Account); err != nil {
		return nil, err
	}
	return s, s.listen(ctx)
}

func (s *Server) listen(ctx context.Context) (err error) {
	if s.authority, err = newAuthority(); err != nil {
		return err
	}
	var config net.ListenConfig
	if s.listener, err = config.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return fmt.Errorf("simulator: %w", err)
	}
	s.http = &http.Server{
		Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 30 * time.Second,
		ErrorLog: log.New(io.Discard, "", 0), // a client that hangs up is nothing to print
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{s.authority.leaf},
			MinVersion: tls.VersionTLS12},
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){}, // HTTP/1.1: faster for large pages
	}
	go s.http.ServeTLS(s.listener, "", "")
	s.stop = context.AfterFunc(ctx, func() { s.http.Close() })
	return nil
}

func (s *Server) close() error {
	s.stop()
	if err := s.http.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

func (s *Server) client() *http.Client {
	address := s.Addr()
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: s.authority.pool, MinVersion: tls.VersionTLS12},
		DisableCompression:  true, // loopback: compressing costs more than sending
		MaxIdleConnsPerHost: 16,
		DialContext: func(ctx context.Context, network, target string) (net.Conn, error) {
			host, _, err := net.SplitHostPort(target)
			if err != nil || hosts[strings.ToLower(host)] == notSimulated && target != address {
				return nil, fmt.Errorf("simulator: %s is not simulated", target)
			}
			return dialer.DialContext(ctx, network, address)
		},
	}}
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	host = strings.ToLower(host)
	answer := &recorder{ResponseWriter: w, status: http.StatusOK}
	defer func() {
		s.log.add(Request{Method: r.Method, Host: host, Path: r.URL.Path, Query: r.URL.RawQuery,
			Status: answer.status})
	}()
	switch hosts[host] {
	case entraService:
		s.entra.serve(answer, r, host)
	case graphService:
		s.serveGraph(answer, r, host)
	case partnerCenterService:
		s.servePartnerCenter(answer, r, host)
	default:
		http.Error(answer, "no service of that name is simulated", http.StatusMisdirectedRequest)
	}
}

// recorder remembers the status that is sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// keptRequests is how many requests the log holds.
const keptRequests = 10_000

// requestLog is the list of requests served.
type requestLog struct {
	mutex sync.Mutex
	list  []Request // a ring once it is full
	total int
}

func (l *requestLog) add(request Request) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.list) < keptRequests {
		l.list = append(l.list, request)
	} else {
		l.list[l.total%keptRequests] = request
	}
	l.total++
}

func (l *requestLog) all() []Request {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	oldest := 0
	if len(l.list) == keptRequests {
		oldest = l.total % keptRequests
	}
	return append(append([]Request{}, l.list[oldest:]...), l.list[:oldest]...)
}

func (l *requestLog) count() int {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.total
}

func (l *requestLog) reset() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.list, l.total = nil, 0
}

// splitPath cuts a URL's path into decoded segments.
func splitPath(u *url.URL) []string {
	segments := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i, each := range segments {
		if decoded, err := url.PathUnescape(each); err == nil {
			segments[i] = decoded
		}
	}
	return segments
}
