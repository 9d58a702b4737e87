package filesystem

import (
	"net/http"
	"net/http/cookiejar"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// webSession is WebRequestSession: what requests leave for later ones.
type webSession struct {
	headers   *object.Dictionary
	userAgent string
	jar       http.CookieJar
}

const webSessionName = "Microsoft.PowerShell.Commands.WebRequestSession"

func newWebSession() *webSession {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &webSession{headers: object.NewHashtable(), jar: jar}
}

// Type implements object.Object.
func (*webSession) Type() *object.Type {
	defineWebSession()
	return object.LibraryType(webSessionName)
}

var defineWebSession = sync.OnceFunc(func() {
	t := object.LibraryType(webSessionName)
	if t == nil {
		return
	}
	t.SetMembers(func() []*object.Member {
		agent := reader("UserAgent", "string", func(s *webSession) object.Value { return textOrNull(s.userAgent) })
		agent.Definition = "string UserAgent {get;set;}"
		agent.Set = func(v, value object.Value) error {
			object.Base(v).(*webSession).userAgent = object.ToText(value)
			return nil
		}
		return []*object.Member{
			{Name: "new", Kind: object.MethodMember, Static: true, Overloads: []object.Overload{{
				Signature: webSessionName + " new()",
				Call:      func(object.Value, []object.Value) (object.Value, error) { return newWebSession(), nil }}}},
			reader("Headers", "System.Collections.Generic.Dictionary[string,string]",
				func(s *webSession) object.Value { return s.headers }),
			agent,
		}
	})
})

// session is the session that the request belongs to: the given one or a new one.
func (w *webParameters) session() *webSession {
	if s, ok := object.Base(w.WebSession).(*webSession); ok {
		return s
	}
	return newWebSession()
}
