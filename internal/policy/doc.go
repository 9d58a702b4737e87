// Package policy judges a tenant by Microsoft's partner security requirements. What is required stands in
// requirements.json as expressions over facts; the facts are read from Microsoft Graph and Partner Center when an
// expression first mentions them. A requirement whose facts cannot be read is not evaluated, never met.
//
// It reads through packages graph and partnercenter, shows nothing and writes nothing.
package policy
