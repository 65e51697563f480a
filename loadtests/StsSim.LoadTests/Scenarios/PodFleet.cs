using System.Globalization;
using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Scenarios;

/// <summary>
/// The pods of a fleet, each of which keeps a session of a role by the SDK's own provider. Every invocation is one use
/// of a session, by the next pod in turn; the provider renews it when the SDK sees fit.
/// </summary>
internal static class PodFleet
{
    public static ScenarioParameter Pods { get; } = new("pods", 60, "pods in each fleet", 1, 100_000);

    public static ScenarioParameter TokenSeconds { get; } = new("tokenSeconds", 3_600, "how long sessions last that pods ask for", 900, 43_200);

    /// <param name="timeScale">How many times faster than the clock sessions age.</param>
    /// <param name="generationAt">Which generation a pod is of at the moment of the use.</param>
    public static async Task UseAsync(Iteration iteration, double timeScale, Func<int, int> generationAt)
    {
        ScenarioSettings settings = iteration.Stage.Settings;
        int pod = iteration.Number % (int)settings[Pods];
        var credentials = new PodCredentials(
            string.Create(CultureInfo.InvariantCulture, $"pod-{pod:D4}"),
            generationAt(pod),
            iteration.Stage.Account.RoleArn,
            (int)settings[TokenSeconds],
            timeScale);
        await iteration.StepAsync("use of a session", StsRequest.UseOfSession(credentials)).ConfigureAwait(false);
    }
}
