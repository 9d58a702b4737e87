package filesystem_test

import "testing"

func TestJobs(t *testing.T) {
	for _, c := range []struct{ script, want string }{
		{`$j = Start-Job { throw 'boom' }; $null = Wait-Job $j; "$($j.State) $($j.ChildJobs[0].JobStateInfo.Reason.Message) $($j.GetType().Name)"`,
			"Failed boom PSRemotingJob"},
		{`$j = Start-Job { Start-Sleep 20 }; @(Wait-Job $j -Timeout 0).Count; "$($j.State)"; Stop-Job $j; "$($j.State)"; Remove-Job $j`, "0\nRunning\nStopped"},
		{`$j = 1..3 | ForEach-Object -Parallel { $_ * 2 } -AsJob; $j.PSJobTypeName; (Receive-Job $j -Wait | Sort-Object) -join ','`, "PSTaskJob\n2,4,6"},
		{`Receive-Job 999 -ErrorAction SilentlyContinue -ErrorVariable e; $e.FullyQualifiedErrorId; $e.Exception.Message`,
			"JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.ReceiveJobCommand\n" +
				"The command cannot find a job with the job ID 999. Verify the value of the Id parameter and then try the command again."},
		{`Wait-Job nope -ErrorAction SilentlyContinue -ErrorVariable e; $e.FullyQualifiedErrorId`,
			"JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.WaitJobCommand"},
		{`$j = Start-Job { 1 } | Wait-Job; $j.PSBeginTime -le $j.PSEndTime`, "True"},
	} {
		newFixture(t).expect(c.script, c.want)
	}
}
