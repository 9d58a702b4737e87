package partner

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func connectPartnerCenterCommand() *command.Command {
	return &command.Command{
		Name: "Connect-PartnerCenter", Class: classPrefix + "ConnectPartnerCenter", Module: moduleName,
		Synopsis: "Signs in to the partner's tenant.",
		Description: "Signs in with the system's browser, or by device code with -UseDeviceAuthentication, or without a person: " +
			"with a refresh token (Secure Application Model), an access token, or as an application with a secret or a " +
			"certificate. One sign-in serves Microsoft Graph, Partner Center and the customers that GDAP opens. Tokens stay " +
			"in memory and end with the shell.\n\n" +
			"A global administrator is not needed: Security Reader or Reports Reader is enough for most commands, once the " +
			"scopes were consented to for the application.",
		Examples: []command.Example{
			{Code: `Connect-PartnerCenter`, Remarks: "Opens the browser.", SkipRun: "needs a person"},
			{Code: `Connect-PartnerCenter -UseDeviceAuthentication`, Remarks: "Shows a code to enter on another device.", SkipRun: "needs a person"},
			{Code: `Connect-PartnerCenter -ServicePrincipal -Credential (Get-Credential) -TenantId contoso.onmicrosoft.com`,
				Remarks: "As an application; the user name is the application's id, the password its secret.", SkipRun: "asks for a secret"},
			{Code: `Connect-PartnerCenter -ApplicationId $id -RefreshToken $refreshToken -Credential $app -TenantId $tenant`,
				Remarks: "With the refresh token of a web app.", SkipRun: "needs a refresh token"},
			{Code: `Connect-PartnerCenter -TenantId contoso.onmicrosoft.com -WhatIf`, Remarks: "Says what would happen."},
		},
		Notes: "Partner Center refuses requests of sign-ins without multifactor authentication; the command warns of " +
			"such a sign-in.",
		New:           func() command.Processor { return &connectPartnerCenter{} },
		DefaultSet:    "User",
		ShouldProcess: true,
		OutputTypes:   []string{contextType().FullName()},
	}
}

// connectPartnerCenter is Connect-PartnerCenter.
type connectPartnerCenter struct {
	AccessToken             string        `ps:"set=AccessToken mandatory notempty" help:"An access token for Microsoft Graph or Partner Center. It cannot be renewed."`
	ApplicationId           string        `ps:"alias=ClientId; set=RefreshToken mandatory; set=ServicePrincipalCertificate mandatory; set=ServicePrincipalCertificateFile mandatory; set=User" help:"The application (client) id."`
	CertificatePassword     object.Value  `ps:"set=ServicePrincipalCertificateFile type=System.Security.SecureString" help:"Opens the PFX file."`
	CertificatePath         string        `ps:"set=ServicePrincipalCertificateFile mandatory" help:"A PEM or PFX file with the application's certificate and key."`
	CertificateThumbprint   string        `ps:"; set=RefreshToken; set=ServicePrincipalCertificate mandatory" help:"Names a certificate in the user's store (on Linux and macOS .NET's, ~/.dotnet/corefx/cryptography/x509stores/my)."`
	Credential              object.Value  `ps:"type=System.Management.Automation.PSCredential; set=RefreshToken; set=ServicePrincipal mandatory" help:"The application's id as user name and its secret as password."`
	Environment             string        `ps:"alias=EnvironmentName values=AzureCloud,AzureChinaCloud,AzureUSGovernment,USGovDoD" help:"The cloud; AzureCloud unless said otherwise."`
	RefreshToken            string        `ps:"set=RefreshToken mandatory notempty" help:"A refresh token that was obtained earlier, with multifactor authentication."`
	Scopes                  []string      `ps:"set=User notempty" help:"The delegated permissions to ask for, instead of those that the commands need."`
	ServicePrincipal        object.Switch `ps:"; set=ServicePrincipal mandatory; set=ServicePrincipalCertificate; set=ServicePrincipalCertificateFile" help:"Signs in as the application itself."`
	Tenant                  string        `ps:"alias=Domain,TenantId; set=User; set=AccessToken; set=RefreshToken; set=ServicePrincipal mandatory; set=ServicePrincipalCertificate mandatory; set=ServicePrincipalCertificateFile mandatory" help:"The partner's tenant: its id or one of its domains."`
	UseDeviceAuthentication object.Switch `ps:"set=User alias=Device,DeviceAuth,DeviceCode" help:"Shows a code to enter on another device."`
}

// readScopes are the permissions that the commands read with; all of them are read-only.
func readScopes() []string {
	return []string{"AuditLog.Read.All", "Directory.Read.All", "Policy.Read.All", "User.Read.All",
		"RoleManagement.Read.Directory", "PartnerSecurity.Read.All", "DelegatedAdminRelationship.Read.All"}
}

// Process implements command.Processor.
func (p *connectPartnerCenter) Process(inv *command.Invocation) error {
	c, err := connection.Of(inv)
	if err != nil {
		return err
	}
	config, err := p.config()
	if err != nil {
		return invalid("%s", connection.Sentence(err))
	}
	credential, err := p.credential(inv, c, &config)
	if err != nil {
		return invalid("%s", connection.Sentence(err))
	}
	target := p.Tenant
	if target == "" {
		target = "the account's home tenant"
	}
	action := "Sign in (" + credential.String() + ", " + config.Cloud.Name + ")"
	if ok, err := inv.ShouldProcess(target, action); err != nil || !ok {
		return err
	}
	session, err := c.Connect(inv.Context(), config, credential)
	if err != nil {
		return connection.ErrorRecord(err)
	}
	result, err := contextOf(inv.Context(), session)
	if err != nil {
		return connection.ErrorRecord(err)
	}
	if err := warnWithoutMFA(inv, result); err != nil {
		return err
	}
	return inv.Write(result)
}

func invalid(format string, args ...any) *object.ErrorRecord {
	return object.NewError("System.ArgumentException", "InvalidSignIn", object.InvalidArgument, format, args...)
}

// warnWithoutMFA tells of a sign-in that Partner Center will refuse later.
func warnWithoutMFA(inv *command.Invocation, c *partnerContext) error {
	if c.identity.AppOnly || c.identity.HasMFA() {
		return nil
	}
	return inv.Warning("This sign-in was made without multifactor authentication: Partner Center will refuse it. " +
		"Test-PartnerSecurityRequirement tells more.")
}

// config says where to sign in and as which application.
func (p *connectPartnerCenter) config() (config entra.Config, err error) {
	if config.Cloud, err = entra.CloudByName(p.Environment); err != nil {
		return config, err
	}
	if p.ApplicationId != "" && uuid.Validate(p.ApplicationId) != nil {
		return config, fmt.Errorf("-ApplicationId must be a GUID")
	}
	config.ClientID, config.Tenant = p.ApplicationId, p.Tenant
	return config, nil
}

// credential is the way of signing in that the parameter set means.
func (p *connectPartnerCenter) credential(
	inv *command.Invocation, c *connection.Connection, config *entra.Config,
) (entra.Credential, error) {
	switch inv.Set {
	case "AccessToken":
		return entra.AccessToken{Secret: p.AccessToken}, nil
	case "RefreshToken":
		return p.refreshToken()
	case "ServicePrincipal":
		return p.clientSecret(config)
	case "ServicePrincipalCertificate":
		return storedCertificate(p.CertificateThumbprint)
	case "ServicePrincipalCertificateFile":
		return p.certificateFile(inv.Location())
	}
	if config.Scopes = p.Scopes; len(config.Scopes) == 0 {
		config.Scopes = readScopes()
	}
	if p.UseDeviceAuthentication || c.OpenBrowser() == nil {
		return entra.DeviceCode{Show: func(prompt entra.DeviceCodePrompt) error {
			_, err := fmt.Fprintln(inv.Host().Out(), prompt.Message)
			return err
		}}, nil
	}
	return entra.Browser{Open: c.OpenBrowser()}, nil
}

func (p *connectPartnerCenter) clientSecret(config *entra.Config) (entra.Credential, error) {
	application, _ := object.Base(p.Credential).(*dotnet.Credential)
	if application == nil || uuid.Validate(application.UserName) != nil {
		return nil, fmt.Errorf("the user name of -Credential must be the application's id")
	}
	config.ClientID = application.UserName
	return entra.ClientSecret{Secret: application.Password.Reveal()}, nil
}

func (p *connectPartnerCenter) refreshToken() (entra.Credential, error) {
	credential := entra.RefreshToken{Secret: p.RefreshToken}
	if application, ok := object.Base(p.Credential).(*dotnet.Credential); ok {
		credential.ClientSecret = application.Password.Reveal()
	}
	if p.CertificateThumbprint != "" {
		certificate, err := storedCertificate(p.CertificateThumbprint)
		if err != nil {
			return nil, err
		}
		credential.Certificate = &certificate
	}
	return credential, nil
}

func (p *connectPartnerCenter) certificateFile(location string) (entra.Credential, error) {
	path := p.CertificatePath
	if !filepath.IsAbs(path) {
		path = filepath.Join(location, path)
	}
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("cannot find path '%s' because it does not exist", path)
	case err != nil:
		return nil, err
	}
	credential := entra.Certificate{Data: data}
	if password, ok := object.Base(p.CertificatePassword).(*dotnet.SecureString); ok {
		credential.Password = password.Reveal()
	}
	return credential, nil
}

// storedCertificate reads a certificate from the store that .NET keeps for the user in files, named by thumbprint.
func storedCertificate(thumbprint string) (entra.Certificate, error) {
	name := strings.ToUpper(strings.NewReplacer(" ", "", ":", "").Replace(thumbprint))
	home, err := os.UserHomeDir()
	if err == nil && strings.Trim(name, "0123456789ABCDEF") != "" {
		err = fmt.Errorf("-CertificateThumbprint must be hexadecimal digits")
	}
	if err != nil {
		return entra.Certificate{}, err
	}
	data, err := os.ReadFile(filepath.Join(home, ".dotnet", "corefx", "cryptography", "x509stores", "my", name+".pfx"))
	if err != nil {
		return entra.Certificate{}, fmt.Errorf("the user's store has no certificate %s; "+
			"-CertificatePath takes a PEM or PFX file", name)
	}
	return entra.Certificate{Data: data}, nil
}
