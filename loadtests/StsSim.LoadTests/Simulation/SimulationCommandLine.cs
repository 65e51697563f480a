using System.Globalization;

namespace StsSim.LoadTests.Simulation;

/// <summary>The command that reckons the same again.</summary>
internal static class SimulationCommandLine
{
    public static string Of(FleetParameters fleet)
    {
        List<string> words =
        [
            "dotnet run -c Release --project loadtests/StsSim.LoadTests -- simulate",
            Invariant($"--pods {fleet.Pods}"),
            "--token-lifetime " + Seconds(fleet.TokenLifetime),
            "--duration " + Seconds(fleet.Duration),
        ];
        words.AddRange(fleet.Restart is { } restart
            ? ["--restart-at " + Seconds(restart.Begin), "--restart-in " + Seconds(restart.Window)]
            : ["--no-restart"]);
        words.Add(Invariant($"--quota {fleet.Quota.RequestsPerSecond} --burst {fleet.Quota.Burst}"));
        words.Add("--use-every " + Seconds(fleet.UseEvery));
        words.Add("--latency " + Seconds(fleet.ServiceLatency));
        words.AddRange(fleet.Outages.Select(outage => $"--outage {Seconds(outage.From)}-{Seconds(outage.To)}"));
        if (fleet.Start == FleetStart.Together)
        {
            words.Add("--start together");
        }

        words.Add("--rules " + string.Join(',', fleet.Groups.Select(group => group.Name)));
        words.Add(Invariant($"--seed {fleet.Seed}"));
        return string.Join(' ', words);
    }

    private static string Seconds(TimeSpan span) => span < TimeSpan.FromSeconds(1) && span > TimeSpan.Zero
        ? Invariant($"{span.TotalMilliseconds:0.###}ms")
        : Invariant($"{span.TotalSeconds:0.###}s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
