using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>The AWS CLI, in the version that is installed: a process for each call.</summary>
public sealed partial class AwsCliClient : StsClient
{
    public override async ValueTask InitializeAsync() =>
        MissingBecause = await DrivenClient.MissingUnlessRunsAsync("The AWS CLI", PythonProgram.Aws, "--version");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>It shows no class, and calls every refusal an error.</summary>
    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) => ("error", refusal.Code);

    public override Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call) => CallAsync(endpoint, call, new Dictionary<string, string>());

    public override async Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call, IReadOnlyDictionary<string, string> environment)
    {
        string command = WordStart().Replace(call.Operation, "-").ToLowerInvariant();
        ProcessStartInfo start = ClientEnvironment.Start(PythonProgram.Aws, "sts", command, "--cli-input-json", call.Parameters.ToJsonString(), "--output", "json");
        start.Environment["AWS_ENDPOINT_URL_STS"] = endpoint.GetLeftPart(UriPartial.Authority);
        start.Environment["AWS_DEFAULT_REGION"] = call.Region;
        start.Environment["AWS_MAX_ATTEMPTS"] = $"{call.MaxAttempts}";
        if (call.Key is { } key)
        {
            start.Environment["AWS_ACCESS_KEY_ID"] = key.AccessKeyId;
            start.Environment["AWS_SECRET_ACCESS_KEY"] = key.SecretAccessKey;
            start.Environment["AWS_SESSION_TOKEN"] = key.SessionToken;
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        ProgramOutcome outcome = (await InstalledProgram.TryRunAsync(start))!;
        return outcome.ExitCode == 0 ? new ClientAnswer { Result = JsonElement.Parse(outcome.Output) } : Read(outcome, call.Operation);
    }

    private static ClientAnswer Read(ProgramOutcome outcome, string operation)
    {
        if (outcome.Error.Contains("Invalid choice", StringComparison.OrdinalIgnoreCase))
        {
            return new ClientAnswer { Unsupported = $"The AWS CLI that is installed has no {operation}." };
        }

        Match refusal = Refusal().Match(outcome.Error);
        Assert.True(refusal.Success && refusal.Groups["operation"].Value == operation, outcome.Error);
        return new ClientAnswer { Error = new ClientError("error", refusal.Groups["code"].Value, refusal.Groups["message"].Value, HttpStatus: null, Attempts: null) };
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"An error occurred \((?<code>\w+)\) when calling the (?<operation>\w+) operation(?: \(reached max retries: \d+\))?: (?<message>.+?)\s*\z", RegexOptions.Singleline)]
    private static partial Regex Refusal();
}
