// Package partner holds the commands about the partner itself: signing in and out, who is signed in, the partner's
// users and customers, and whether the present sign-in meets the partner security requirements. Names, parameters
// and properties are those of Microsoft's PartnerCenter module.
package partner
