using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Runs;

/// <summary>What the simulator says of one group of clients, by one of its rules.</summary>
/// <param name="Client">The application id that the clients gave.</param>
/// <param name="Sdk">With its version and retry mode, as far as they are known.</param>
/// <param name="Amplification">Attempts for each call, as the simulator counted them.</param>
/// <param name="Outcome"><c>conforms</c>, <c>deviates</c>, <c>againstPractice</c>, <c>described</c> or <c>undecided</c>.</param>
internal sealed record ServerVerdict(
    string Client, string Sdk, double? Amplification, string Rule, string Outcome, string Expected, string Observed)
{
    /// <summary>Those on the clients of a run; none where the target is no simulator, or does not show its view: a run stands for itself.</summary>
    /// <param name="clients">Their application ids: others of the accounts, such as those that warmed up, are left out.</param>
    public static async Task<IReadOnlyList<ServerVerdict>> ReadAsync(
        ControlApi control, IEnumerable<string> accounts, IReadOnlyCollection<string> clients, CancellationToken cancellationToken)
    {
        List<ServerVerdict> verdicts = [];
        try
        {
            foreach (string account in accounts)
            {
                verdicts.AddRange(In(await control.ReadReportAsync(account, cancellationToken).ConfigureAwait(false)));
            }
        }
        catch (CannotRunException)
        {
            return [];
        }

        return [.. verdicts.Where(verdict => clients.Contains(verdict.Client))];
    }

    private static IEnumerable<ServerVerdict> In(JsonObject report)
    {
        foreach (JsonNode? group in report["groups"]?.AsArray() ?? [])
        {
            string client = (string?)group!["applicationId"] ?? "";
            string sdk = string.Join(' ', new[] { (string?)group["sdk"], (string?)group["sdkVersion"], (string?)group["retryMode"] }
                .Where(part => !string.IsNullOrEmpty(part)));
            double? amplification = (double?)group["figures"]?["amplification"];
            foreach (JsonNode? verdict in group["verdicts"]?.AsArray() ?? [])
            {
                yield return new ServerVerdict(
                    client,
                    sdk,
                    amplification,
                    (string?)verdict!["rule"] ?? "",
                    (string?)verdict["outcome"] ?? "",
                    (string?)verdict["expected"] ?? "",
                    (string?)verdict["observed"] ?? "");
            }
        }
    }
}
