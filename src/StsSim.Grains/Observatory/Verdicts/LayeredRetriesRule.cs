using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>One layer retries: an application that repeats calls which its SDK has given up multiplies attempts with attempts.</summary>
internal sealed class LayeredRetriesRule : IVerdictRule
{
    private const double Tolerated = 0.2;
    private const double FewestRepeated = 5;

    public string Name => "layered-retries";

    public Verdict? Judge(ClientProfile profile)
    {
        double repeated = profile.Figure(ClientFigure.RepeatedAfterFailure);
        double givenUp = profile.Figure(ClientFigure.GivenUp);
        if (!profile.HasRetried || givenUp == 0 || repeated < FewestRepeated)
        {
            return null;
        }

        // Where a client calls often anyway, the same call comes within the second without being a retry.
        double callsPerSecond = profile.Figure(ClientFigure.DemandPerSecond) / Math.Max(1, profile.Figure(ClientFigure.Clients));
        double byChance = 1 - Math.Exp(-callsPerSecond);
        double share = Math.Min(1, repeated / givenUp);
        if (share <= byChance + Tolerated)
        {
            return null;
        }

        return new(
            Name,
            VerdictOutcome.AgainstPractice,
            Generation: null,
            $"an invocation that was given up is not begun again at once; at this rate {100 * byChance:0}% are by chance",
            $"{repeated:0} of {givenUp:0} were begun again within a second ({100 * share:0}%)",
            $"The application retries on top of its client: {AttemptsText(profile)} for each of its own, and N layers multiply to the power of N.",
            PracticeSources.BuildersLibrary,
            (long)givenUp,
            profile.Evidence.Exemplars(Finding.RepeatedAfterFailure));
    }

    private static string AttemptsText(ClientProfile profile) =>
        profile.MaximumAttempts > 1 ? $"up to {profile.MaximumAttempts} attempts" : "several attempts";
}
