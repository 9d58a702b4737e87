package partner

import (
	"slices"
	"testing"
)

func TestCustomersFromEitherSource(t *testing.T) {
	one, err := fromPartnerCenter([]byte(`{"id":"1","commerceId":"c","relationshipToPartner":"reseller","allowDelegatedAccess":true,
		"companyProfile":{"tenantId":"1","domain":"a.example","companyName":"A"}}`))
	if want := (customer{"1", "a.example", "A", "c", "reseller", true}); err != nil || one != want {
		t.Errorf("%+v, %v", one, err)
	}
	one, err = fromPartnerCenter([]byte(`{"id":"1","allowDelegatedAccess":null,"companyProfile":null}`))
	if err != nil || one.allowsDelegation != nil {
		t.Errorf("what is not told became %v, %v", one.allowsDelegation, err)
	}
	one, err = fromContract([]byte(`{"customerId":"2","defaultDomainName":"b.example","displayName":"B","contractType":"ResellerPartner"}`))
	if want := (customer{id: "2", domain: "b.example", name: "B"}); err != nil || one != want {
		t.Errorf("%+v, %v", one, err)
	}
	if _, err := fromContract([]byte(`[]`)); err == nil {
		t.Error("a list was read as a customer")
	}
}

// TestWantedCustomers: an exact domain wins over those that begin with it.
func TestWantedCustomers(t *testing.T) {
	list := []customer{{id: "A1", domain: "contoso.example"}, {id: "a2", domain: "contoso.example.org"}, {id: "a3", domain: "other.example"}}
	for _, test := range []struct {
		command getPartnerCustomer
		want    []string
	}{
		{getPartnerCustomer{}, []string{"A1", "a2", "a3"}},
		{getPartnerCustomer{CustomerId: "a1"}, []string{"A1"}},
		{getPartnerCustomer{Domain: "Contoso.example"}, []string{"A1"}},
		{getPartnerCustomer{Domain: "contoso"}, []string{"A1", "a2"}},
		{getPartnerCustomer{Domain: "nothing"}, nil},
	} {
		var got []string
		for one := range test.command.wanted(list) {
			got = append(got, one.id)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%+v: %v, want %v", test.command, got, test.want)
		}
	}
}

func TestCertificatesAreNamedByHexadecimalDigits(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for thumbprint, want := range map[string]string{
		"../secret": "-CertificateThumbprint must be hexadecimal digits",
		"ab:cd 12":  "the user's store has no certificate ABCD12; -CertificatePath takes a PEM or PFX file",
	} {
		if _, err := storedCertificate(thumbprint); err == nil || err.Error() != want {
			t.Errorf("%s: %v", thumbprint, err)
		}
	}
}
