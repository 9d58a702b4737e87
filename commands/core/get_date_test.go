package core_test

import "testing"

func TestDatesSayHowTheyAreShown(t *testing.T) {
	expect(t, "\n\nDisplayHint : DateTime\nDay         : 2\n\nTime\n\"2024-01-02T00:00:00\"\n",
		"Get-Date 2024-01-02 | Format-List DisplayHint, Day", "(Get-Date 2024-01-02 -DisplayHint Time).DisplayHint", "Get-Date 2024-01-02 | ConvertTo-Json")
}
