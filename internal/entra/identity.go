package entra

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
)

// Identity is what an access token says about its bearer. Reading it proves nothing: signatures are for the
// service that receives the token to check.
type Identity struct {
	TenantID          string
	ObjectID          string
	UserPrincipalName string // empty for an application
	DisplayName       string
	ApplicationID     string
	ApplicationName   string
	// AppOnly is true when an application acts as itself, without a user.
	AppOnly bool
	// Scopes are the delegated permissions (claim scp), AppRoles the application permissions (claim roles).
	Scopes, AppRoles []string
	// DirectoryRoles are the active directory roles (claim wids), those held through groups and GDAP included;
	// roles that are only eligible in PIM are not. RolesKnown is false when the token does not tell.
	DirectoryRoles []Role
	RolesKnown     bool
	// AuthenticationMethods is the claim amr, for example pwd and mfa.
	AuthenticationMethods []string
	Audience              string
	IssuedAt, ExpiresOn   time.Time
	// ContinuousAccess is true when the token was issued to a client that answers claims challenges.
	ContinuousAccess bool
}

// HasMFA reports whether the token says that multifactor authentication was performed (amr contains "mfa").
func (id Identity) HasMFA() bool { return slices.Contains(id.AuthenticationMethods, "mfa") }

// HasRole reports whether any of the roles is active for the bearer. Global Administrator stands for every role.
func (id Identity) HasRole(roles ...Role) bool {
	for _, held := range id.DirectoryRoles {
		if held == GlobalAdministrator || slices.Contains(roles, held) {
			return true
		}
	}
	return false
}

// Permissions are the scopes of a user's token or the application roles of an application's.
func (id Identity) Permissions() []string {
	if id.AppOnly {
		return id.AppRoles
	}
	return id.Scopes
}

// Account names the bearer for people: the user principal name, else the application's name or id.
func (id Identity) Account() string {
	for _, name := range []string{id.UserPrincipalName, id.ApplicationName, id.ApplicationID} {
		if name != "" {
			return name
		}
	}
	return id.ObjectID
}

// errNotJWT says what is wrong without repeating the token.
var errNotJWT = errors.New("the access token is not a JSON web token, so it cannot tell who is signed in")

// ParseIdentity reads the claims of an access token. The error never contains any part of the token.
func ParseIdentity(accessToken string) (Identity, error) {
	parts := strings.Split(accessToken, ".")
	if len(parts) != 3 {
		return Identity{}, errNotJWT
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return Identity{}, errNotJWT
	}
	var c claims
	if json.Unmarshal(raw, &c) != nil {
		return Identity{}, errNotJWT
	}
	return c.identity(), nil
}

// claims are the claims of version 1 and version 2 access tokens; each version has its own name for some.
type claims struct {
	TenantID          string   `json:"tid"`
	ObjectID          string   `json:"oid"`
	UPN               string   `json:"upn"`
	UniqueName        string   `json:"unique_name"`
	PreferredUsername string   `json:"preferred_username"`
	Name              string   `json:"name"`
	AppID             string   `json:"appid"`
	AuthorizedParty   string   `json:"azp"`
	AppName           string   `json:"app_displayname"`
	IDType            string   `json:"idtyp"`
	Scopes            textList `json:"scp"`
	Roles             textList `json:"roles"`
	WIDs              []Role   `json:"wids"`
	AMR               textList `json:"amr"`
	Audience          textList `json:"aud"`
	Capabilities      textList `json:"xms_cc"`
	IssuedAt          float64  `json:"iat"`
	Expires           float64  `json:"exp"`
}

func (c claims) identity() Identity {
	id := Identity{
		TenantID: c.TenantID, ObjectID: c.ObjectID, DisplayName: c.Name, ApplicationName: c.AppName,
		UserPrincipalName: firstOf(c.UPN, c.PreferredUsername, c.UniqueName),
		ApplicationID:     firstOf(c.AppID, c.AuthorizedParty),
		AppOnly:           c.IDType == "app" || (len(c.Scopes) == 0 && c.UPN == "" && c.UniqueName == ""),
		Scopes:            c.Scopes, AppRoles: c.Roles,
		RolesKnown:            c.WIDs != nil,
		AuthenticationMethods: c.AMR,
		IssuedAt:              unixTime(c.IssuedAt), ExpiresOn: unixTime(c.Expires),
		ContinuousAccess: slices.ContainsFunc(c.Capabilities, func(s string) bool { return strings.EqualFold(s, "cp1") }),
	}
	if len(c.Audience) > 0 {
		id.Audience = c.Audience[0]
	}
	for _, role := range c.WIDs {
		if role != everyMember {
			id.DirectoryRoles = append(id.DirectoryRoles, role)
		}
	}
	return id
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func unixTime(seconds float64) time.Time {
	if seconds <= 0 || seconds > 1<<40 {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

// textList reads a claim that is a list of texts or one text with blanks between the items.
type textList []string

// UnmarshalJSON accepts both spellings; anything else is no list.
func (l *textList) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*l = strings.Fields(one)
		return nil
	}
	var many []string
	if json.Unmarshal(data, &many) == nil {
		*l = many
	}
	return nil
}
