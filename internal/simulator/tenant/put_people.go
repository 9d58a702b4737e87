package tenant

import (
	"slices"
	"strings"
	"time"
)

// object is a JSON object to be. Its members are encoded in alphabetical order.
type object = map[string]any

// The service plans by which services recognise an Entra ID edition, and SKUs that hold them.
const (
	planP1, planP2   = "41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"
	planExchange     = "efb87545-963c-4e0d-99df-69c6916d9eb0"
	skuE5, skuE3     = "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "05e9a617-0261-4cee-bb44-138d3ef5d965"
	skuExchangePlan1 = "4b9405b0-7788-4568-add1-99614e613b69"
)

func (w *world) putPeople(d *Directory) {
	for i := range w.users {
		u := &w.users[i]
		base := "users/" + u.ID + "/authentication/"
		putLater(d, v1, base+"methods", func() []object { return w.methodRows(u) })
		putObject(d, beta, base+"requirements", object{"perUserMfaState": u.PerUserMFA})
		putObject(d, beta, base+"signInPreferences", signInPreferences(u))
	}
	putLater(d, v1, "users", func() []object { return w.eachUser(w.userRow) })
	putLater(d, beta, "reports/authenticationMethods/userRegistrationDetails", func() []object {
		return w.eachUser(w.registrationRow)
	})
	w.putGroups(d)
}

func (w *world) eachUser(rowOf func(*User) object) []object {
	rows := make([]object, len(w.users))
	for i := range w.users {
		rows[i] = rowOf(&w.users[i])
	}
	return rows
}

func (w *world) userRow(u *User) object {
	r := object{
		"id": u.ID, "displayName": u.DisplayName, "givenName": orNull(u.GivenName),
		"surname":           orNull(u.Surname),
		"userPrincipalName": u.UserPrincipalName, "mail": orNull(u.Mail), "jobTitle": orNull(u.JobTitle),
		"department": orNull(u.Department), "officeLocation": orNull(u.Office), "businessPhones": []string{},
		"mobilePhone": nil, "preferredLanguage": nil, "accountEnabled": u.Enabled, "userType": "Member",
		"createdDateTime": seconds(u.Created), "usageLocation": u.home().country, "externalUserState": nil,
		"creationType": nil, "onPremisesSyncEnabled": nil,
		"lastPasswordChangeDateTime":      seconds(u.PasswordChanged),
		"signInSessionsValidFromDateTime": seconds(u.PasswordChanged), "assignedLicenses": w.licences(u),
		"proxyAddresses": []string{}, "companyName": w.name, "employeeId": nil, "otherMails": []string{},
		"mailNickname": strings.FieldsFunc(u.UserPrincipalName, func(c rune) bool {
			return c == '@' ||
				c == '#'
		})[0],
	}
	if u.Mail != "" {
		r["proxyAddresses"] = []string{"SMTP:" + u.Mail}
	}
	if u.Synced {
		r["onPremisesSyncEnabled"] = true
	}
	if u.Kind == Guest {
		r["userType"], r["creationType"], r["externalUserState"] = "Guest", "Invitation", "Accepted"
		r["companyName"], r["officeLocation"] = nil, nil
	}
	if activity := signInActivity(u); activity != nil {
		r["signInActivity"] = activity
	}
	return r
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// signInActivity is nil for an account that never signed in.
func signInActivity(u *User) object {
	activity := object{}
	add := func(name string, ref SignInRef) {
		activity[name+"DateTime"], activity[name+"RequestId"] = nil, nil
		if ref.ID != "" {
			activity[name+"DateTime"], activity[name+"RequestId"] = seconds(ref.Time), ref.ID
		}
	}
	if u.LastInteractive.ID == "" && u.LastNonInteractive.ID == "" {
		return nil
	}
	add("lastSignIn", u.LastInteractive)
	add("lastNonInteractiveSignIn", u.LastNonInteractive)
	add("lastSuccessfulSignIn", u.LastSuccessful)
	return activity
}

func (w *world) licences(u *User) []object {
	if !u.Licensed {
		return []object{}
	}
	return []object{{"skuId": w.skuID(), "disabledPlans": []string{}}}
}

func (w *world) skuID() string {
	switch w.params.Licence {
	case "P2":
		return skuE5
	case "P1":
		return skuE3
	}
	return skuExchangePlan1
}

// registrationRow is the user's row of the registration report, consistent with the methods.
func (w *world) registrationRow(u *User) object {
	methods := append([]string{}, u.Methods...)
	strong := u.MFARegistered()
	passwordless := overlap(methods, []string{"fido2SecurityKey", "windowsHelloForBusiness",
		"microsoftAuthenticatorPasswordless"})
	kind := "member"
	if u.Kind == Guest {
		kind = "guest"
	}
	return object{
		"id": u.ID, "userPrincipalName": u.UserPrincipalName, "userDisplayName": u.DisplayName,
		"userType": kind,
		"isAdmin":  len(u.Roles) > 0, "isMfaRegistered": strong, "isMfaCapable": strong,
		"isPasswordlessCapable": passwordless, "isSsprRegistered": len(methods) > 0,
		"isSsprEnabled": u.Kind == Employee, "isSsprCapable": u.Kind == Employee && len(methods) > 0,
		"methodsRegistered": methods, "lastUpdatedDateTime": stamp(w.params.Now.Add(-7 * time.Hour)),
		"isSystemPreferredAuthenticationMethodEnabled":  strong,
		"systemPreferredAuthenticationMethods":          systemPreferred(u),
		"userPreferredMethodForSecondaryAuthentication": preferred(u), "defaultMfaMethod": defaultMethod(u),
	}
}

func systemPreferred(u *User) []string {
	switch u.strongMethod() {
	case "":
		return []string{}
	case "fido2SecurityKey":
		return []string{"Fido2"}
	case "mobilePhone":
		if !slices.Contains(u.Methods, "microsoftAuthenticatorPush") {
			return []string{"OneWaySms"}
		}
	case "softwareOneTimePasscode":
		return []string{"PhoneAppOTP"}
	}
	return []string{"PhoneAppNotification"}
}

func preferred(u *User) string {
	switch u.strongMethod() {
	case "":
		return "none"
	case "mobilePhone":
		return "sms"
	case "softwareOneTimePasscode":
		return "oath"
	}
	return "push"
}

func defaultMethod(u *User) string {
	if method := u.strongMethod(); method != "" {
		return method
	}
	return "none"
}

func signInPreferences(u *User) object {
	return object{"isSystemPreferredAuthenticationMethodEnabled": u.MFARegistered(),
		"userPreferredMethodForSecondaryAuthentication": preferred(u),
		"systemPreferredAuthenticationMethod":           strings.Join(systemPreferred(u), "")}
}

// The ids that the password, phone and e-mail methods have for every user.
const (
	passwordMethodID = "28c10230-6103-485e-b985-444c60001490"
	mobileMethodID   = "3179e48a-750b-4051-897c-87b9720928f7"
	emailMethodID    = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f"
)

func (w *world) methodRows(u *User) []object {
	rows := []object{{"@odata.type": "#microsoft.graph.passwordAuthenticationMethod", "id": passwordMethodID,
		"password": nil, "createdDateTime": seconds(u.PasswordChanged)}}
	for i, name := range u.Methods {
		d := newDice(w.params.Seed, "method"+u.ID, i)
		if r := methodRow(u, name, &d); r != nil {
			r["createdDateTime"] = seconds(later(u.Created, w.params.Now, &d))
			rows = append(rows, r)
		}
	}
	return rows
}

func methodRow(u *User, name string, d *dice) object {
	r := object{"id": d.guid(), "displayName": "iPhone 16"}
	switch name {
	case "mobilePhone":
		r = object{"id": mobileMethodID, "phoneType": "mobile", "smsSignInState": "notEnabled",
			"phoneNumber": "+1 20655501" + string(rune('0'+d.below(10))) + string(rune('0'+d.below(10)))}
		return typed("phone", r)
	case "email":
		return typed("email", object{"id": emailMethodID, "emailAddress": strings.ToLower(u.GivenName) +
			"@mail.example"})
	case "fido2SecurityKey":
		r["displayName"], r["model"], r["aaGuid"] = "Security key", "YubiKey 5 Series with NFC",
			"2fc0579f-8113-47ea-b116-bb5a8db9202a"
		r["attestationLevel"], r["attestationCertificates"], r["passkeyType"] = "attested", []string{},
			"deviceBound"
		return typed("fido2", r)
	case "windowsHelloForBusiness":
		r["displayName"], r["keyStrength"] = "LT-"+strings.ToUpper(u.ID[:6]), "normal"
		return typed(name, r)
	case "softwareOneTimePasscode":
		return typed("softwareOath", object{"id": r["id"], "secretKey": nil})
	case "microsoftAuthenticatorPasswordless":
		return nil // the same registration as the Authenticator's push row
	}
	r["deviceTag"], r["phoneAppVersion"] = "SoftwareTokenActivated", "6.8.40"
	return typed("microsoftAuthenticator", r)
}

func typed(name string, r object) object {
	r["@odata.type"] = "#microsoft.graph." + name + "AuthenticationMethod"
	return r
}

func (w *world) putGroups(d *Directory) {
	rows := make([]object, len(w.groups))
	for i, group := range w.groups {
		rows[i] = object{"id": group.ID, "displayName": group.DisplayName, "description": group.Description,
			"securityEnabled": true, "mailEnabled": false, "mail": nil, "groupTypes": []string{},
			"visibility":   nil,
			"mailNickname": strings.ReplaceAll(group.DisplayName, " ", ""), "isAssignableToRole": false,
			"createdDateTime": seconds(w.params.Now.Add(-time.Duration(400+i) * 24 * time.Hour)),
			"deletedDateTime": nil, "onPremisesSyncEnabled": nil, "proxyAddresses": []string{}}
		members := []object{}
		for j := range w.users {
			if w.users[j].InGroup(group.ID) {
				members = append(members, reference(&w.users[j]))
			}
		}
		putRows(d, v1, "groups/"+group.ID+"/members", members)
	}
	putRows(d, v1, "groups", rows)
}

// reference is a user as a member of something.
func reference(u *User) object {
	return object{"@odata.type": "#microsoft.graph.user", "id": u.ID, "displayName": u.DisplayName,
		"userPrincipalName": u.UserPrincipalName, "mail": orNull(u.Mail), "givenName": orNull(u.GivenName),
		"surname": orNull(u.Surname), "jobTitle": orNull(u.JobTitle), "businessPhones": []string{},
		"mobilePhone": nil, "officeLocation": orNull(u.Office), "preferredLanguage": nil}
}
