package filesystem

import (
	"github.com/partnershell/partnershell/shell/object"
)

// webParameters are what Invoke-RestMethod and Invoke-WebRequest share.
type webParameters struct {
	UseBasicParsing                 object.Switch      `ps:"hidden" help:"Has no effect; older scripts give it."`
	URI                             object.Value       `ps:"name=Uri type=System.Uri notempty pos=0 mandatory" help:"The address."`
	HTTPVersion                     object.Value       `ps:"name=HttpVersion type=System.Version" help:"1.1 or 2.0; other versions are not supported."`
	WebSession                      object.Value       `ps:"type=Microsoft.PowerShell.Commands.WebRequestSession" help:"Headers and cookies of earlier requests."`
	SessionVariable                 string             `ps:"alias=SV" help:"The variable, without $, that keeps this request's headers and cookies for later ones."`
	AllowUnencryptedAuthentication  object.Switch      `help:"Sends credentials also where they are not encrypted on the way."`
	Authentication                  object.Value       `ps:"type=Microsoft.PowerShell.Commands.WebAuthenticationType" help:"None, Basic, Bearer or OAuth."`
	Credential                      object.Value       `ps:"type=System.Management.Automation.PSCredential" help:"The user name and password for Basic."`
	UseDefaultCredentials           object.Switch      `help:"Not supported."`
	CertificateThumbprint           string             `ps:"notempty" help:"Not supported."`
	Certificate                     object.Value       `ps:"notnull" help:"Not supported."`
	SkipCertificateCheck            object.Switch      `help:"Accepts any server certificate. Somebody in between can then read and change everything."`
	SslProtocol                     object.Value       `ps:"type=Microsoft.PowerShell.Commands.WebSslProtocol" help:"The versions of TLS that may be used."`
	Token                           object.Value       `ps:"type=System.Security.SecureString" help:"The token for Bearer and OAuth."`
	UserAgent                       string             `help:"What the request says it comes from."`
	DisableKeepAlive                object.Switch      `help:"Closes the connection after the request."`
	ConnectionTimeoutSeconds        int32              `ps:"alias=TimeoutSec range=0..2147483647" help:"How long to wait for an answer to begin; 0: for ever."`
	OperationTimeoutSeconds         int32              `ps:"range=0..2147483647" help:"How long to wait for more of an answer; 0: for ever."`
	Headers                         *object.Dictionary `ps:"type=System.Collections.IDictionary" help:"Header lines of the request."`
	SkipHeaderValidation            object.Switch      `help:"Has no effect: lines that cannot be sent are refused."`
	AllowInsecureRedirect           object.Switch      `help:"Follows also where the way leads from https to http."`
	MaximumRedirection              int32              `ps:"range=0..2147483647" help:"How many times to follow where the server points on."`
	MaximumRetryCount               int32              `ps:"range=0..2147483647" help:"How many times to ask again after a failure."`
	PreserveAuthorizationOnRedirect object.Switch      `help:"Sends Authorization also to where the server points on."`
	RetryIntervalSec                int32              `ps:"range=1..2147483647" help:"How long to wait before asking again."`
	Method                          object.Value       `ps:"type=Microsoft.PowerShell.Commands.WebRequestMethod set=StandardMethod,StandardMethodNoProxy" help:"GET, POST, PUT, PATCH, DELETE …."`
	CustomMethod                    string             `ps:"alias=CM notempty set=CustomMethod,CustomMethodNoProxy mandatory" help:"Another method."`
	PreserveHTTPMethodOnRedirect    object.Switch      `ps:"name=PreserveHttpMethodOnRedirect" help:"Keeps the method where the server points on."`
	UnixSocket                      object.Value       `ps:"notempty" help:"The path of a socket to connect to."`
	NoProxy                         object.Switch      `ps:"set=CustomMethodNoProxy,StandardMethodNoProxy mandatory" help:"Goes past the proxy of the environment."`
	Proxy                           object.Value       `ps:"type=System.Uri set=StandardMethod,CustomMethod" help:"The proxy's address."`
	ProxyCredential                 object.Value       `ps:"type=System.Management.Automation.PSCredential set=StandardMethod,CustomMethod" help:"The user name and password for the proxy."`
	ProxyUseDefaultCredentials      object.Switch      `ps:"set=StandardMethod,CustomMethod" help:"Not supported."`
	Body                            object.Value       `ps:"pipeline" help:"What to send: text, bytes, or a table of form fields; a table becomes the query of a GET."`
	Form                            *object.Dictionary `ps:"type=System.Collections.IDictionary" help:"Fields and files to send as multipart/form-data."`
	ContentType                     string             `help:"The media type of what is sent."`
	TransferEncoding                string             `ps:"values=chunked,compress,deflate,gzip,identity" help:"chunked or identity; the others are not supported."`
	InFile                          string             `ps:"notempty" help:"A file to send."`
	OutFile                         string             `ps:"notempty" help:"Where to keep the answer instead of writing it."`
	PassThru                        object.Switch      `help:"Writes the answer as well as keeping it with -OutFile."`
	Resume                          object.Switch      `help:"Goes on with a file that was kept in part."`
	SkipHTTPErrorCheck              object.Switch      `ps:"name=SkipHttpErrorCheck" help:"Takes answers of 400 and above as any others."`
}

// newWebParameters are the defaults.
func newWebParameters() webParameters {
	return webParameters{MaximumRedirection: -1, RetryIntervalSec: 5}
}

// invalidWeb is an error about parameters that do not fit together.
func invalidWeb(id, format string, args ...any) error {
	return object.NewError(automation+"ValidationMetadataException", id, object.InvalidArgument, format, args...)
}

// check refuses parameters that do not fit together or are not supported.
func (w *webParameters) check() error {
	conflict := func(id, first, second string) error {
		return invalidWeb(id, "The cmdlet cannot run because the following conflicting parameters are specified: %s and %s. "+
			"Specify either %[1]s or %[2]s, then retry.", first, second)
	}
	switch {
	case w.WebSession != nil && w.SessionVariable != "":
		return conflict("WebCmdletSessionConflictException", "WebSession", "SessionVariable")
	case w.Body != nil && w.InFile != "":
		return conflict("WebCmdletBodyConflictException", "Body", "InFile")
	case w.Body != nil && w.Form != nil:
		return conflict("WebCmdletBodyFormConflictException", "Body", "Form")
	case w.InFile != "" && w.Form != nil:
		return conflict("WebCmdletFormInFileConflictException", "InFile", "Form")
	case bool(w.PassThru) && w.OutFile == "":
		return invalidWeb("WebCmdletOutFileMissingException", "The cmdlet cannot run because the following parameter is missing: OutFile. "+
			"Provide a valid OutFile parameter value when using the PassThru parameter, then retry.")
	case bool(w.Resume) && w.OutFile == "":
		return invalidWeb("WebCmdletOutFileMissingException", "The cmdlet cannot run because the following parameter is missing: OutFile. "+
			"Provide a valid OutFile parameter value when using the Resume parameter, then retry.")
	}
	if err := w.checkSupported(); err != nil {
		return err
	}
	return w.checkAuthentication()
}

func (w *webParameters) checkSupported() error {
	for _, p := range []struct {
		name  string
		given bool
	}{
		{"UseDefaultCredentials", bool(w.UseDefaultCredentials)}, {"CertificateThumbprint", w.CertificateThumbprint != ""},
		{"Certificate", w.Certificate != nil}, {"ProxyUseDefaultCredentials", bool(w.ProxyUseDefaultCredentials)},
		{"TransferEncoding " + w.TransferEncoding, w.TransferEncoding != "" && w.TransferEncoding != "chunked" && w.TransferEncoding != "identity"},
	} {
		if p.given {
			return notSupported("The parameter -" + p.name + " is not supported.")
		}
	}
	return nil
}

// authentication is the name of the authentication that is asked for, in lower case; none by default.
func (w *webParameters) authentication() string {
	if object.IsNull(w.Authentication) {
		return "none"
	}
	return object.FoldName(object.ToText(w.Authentication))
}

func (w *webParameters) checkAuthentication() error {
	kind := w.authentication()
	shown := object.ToText(w.Authentication)
	switch {
	case kind == "none" && w.Token != nil:
		return invalidWeb("WebCmdletAuthenticationTokenConflictException", "The cmdlet cannot run because the following conflicting "+
			"parameters are specified: Authentication and Token. Specify a non-None Authentication, then retry.")
	case kind == "basic" && w.Credential == nil:
		return invalidWeb("WebCmdletAuthenticationCredentialNotSuppliedException", "The cmdlet cannot run because the following "+
			"parameter is not specified: Credential. The supplied Authentication type requires a Credential. Specify Credential, then retry.")
	case (kind == "bearer" || kind == "oauth") && w.Token == nil:
		return invalidWeb("WebCmdletAuthenticationTokenNotSuppliedException", "The cmdlet cannot run because the following "+
			"parameter is not specified: Token. The supplied Authentication type requires a Token. Specify Token, then retry.")
	case (kind == "bearer" || kind == "oauth") && w.Credential != nil:
		return invalidWeb("WebCmdletAuthenticationConflictException", "The cmdlet cannot run because the following conflicting "+
			"parameters are specified: Authentication %s and Credential. Specify Token instead, then retry.", shown)
	}
	return nil
}
