package simulator

import (
	"context"
	"errors"
	"net"
	"net/http"

	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// Server is a running simulated service. It is safe for concurrent use.
type Server struct {
	tenant    *tenant.Tenant
	listener  net.Listener
	authority struct{ pem []byte }
	log       *requestLog
	entra     *entra
}

type requestLog struct{}

func (*requestLog) all() []Request { return nil }
func (*requestLog) count() int     { return 0 }
func (*requestLog) reset()         {}

type entra struct{}

func (*entra) approve(string, string) error { return nil }
func (*entra) decline(string) error         { return nil }
func (*entra) pending() []string            { return nil }
func (*entra) setAccount(string) error      { return nil }
func (*entra) revoke(string) error          { return nil }

func start(context.Context, Options) (*Server, error) { return nil, errors.New("not yet") }
func (s *Server) client() *http.Client                 { return nil }
func (s *Server) close() error                         { return nil }
