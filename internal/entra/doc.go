// Package entra signs in to Microsoft Entra ID and keeps the tokens: by browser, by device code, as an application
// with a secret or a certificate, or with a token that somebody else fetched. It tells who is signed in, with which
// scopes, directory roles and authentication methods, and what a refusal of Entra (an AADSTS code) means.
//
// It is the only package that sees a token. Tokens stay in memory, are renewed silently, and are fetched per tenant,
// so that one partner sign-in serves every customer tenant that a GDAP relationship opens. It makes no call to
// Graph or Partner Center.
package entra
