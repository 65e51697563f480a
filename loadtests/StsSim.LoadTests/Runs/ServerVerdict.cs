using System.Text.Json.Nodes;

namespace StsSim.LoadTests.Runs;

/// <summary>What the simulator says of one group of clients, by one of its rules.</summary>
/// <param name="Client">The application id that the clients gave.</param>
/// <param name="Sdk">With its version and retry mode, as far as they are known.</param>
/// <param name="Amplification">Attempts for each call, as the simulator counted them.</param>
/// <param name="Outcome"><c>conforms</c>, <c>deviates</c>, <c>againstPractice</c>, <c>described</c> or <c>undecided</c>.</param>
internal sealed record ServerVerdict(
    string Client, string Sdk, double? Amplification, string Rule, string Outcome, string Expected, string Observed)
{
    /// <summary>Those in the simulator's report, which is its own JSON.</summary>
    public static IEnumerable<ServerVerdict> In(JsonObject report)
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
