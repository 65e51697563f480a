using System.Diagnostics;
using System.Text.Json;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Clients.Cases;
using StsSim.Compatibility.Tests.Python;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>boto3 and the AWS CLI under https: by an endpoint, and without one, where DNS says that AWS's names are here.</summary>
public sealed class PythonByNameTests(TlsSimulator simulator) : IClassFixture<TlsSimulator>
{
    private const string Me = "arn:aws:iam::123456789012:user/loadtest";

    [Fact]
    public async Task Boto3_trusts_the_authority_of_AWS_CA_BUNDLE()
    {
        var environment = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_STS"] = simulator.Endpoint.GetLeftPart(UriPartial.Authority) };

        Assert.Equal(Me, ArnOf(await RunAsync(environment, [Script("call.py"), "get_caller_identity"])));
    }

    [Fact]
    public async Task Boto3_trusts_nobody_without_it()
    {
        var environment = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_STS"] = simulator.Endpoint.GetLeftPart(UriPartial.Authority), ["AWS_CA_BUNDLE"] = "" };
        ProgramOutcome outcome = await RunAsync(environment, [Script("call.py"), "get_caller_identity"]);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("SSL validation failed", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1", "regional")]
    [InlineData("ap-southeast-2", "regional")]
    [InlineData("us-west-2", "legacy")] // the global endpoint, signed for us-east-1
    public async Task Boto3_finds_it_by_the_name_of_a_Regions_endpoint(string region, string endpoints)
    {
        var environment = new Dictionary<string, string> { ["AWS_DEFAULT_REGION"] = region, ["AWS_STS_REGIONAL_ENDPOINTS"] = endpoints };

        Assert.Equal(Me, ArnOf(await RunAsync(environment, [.. ByName(), Script("call.py"), "get_caller_identity"])));
    }

    // What a pod with a service account's role does by itself, with an STS client that nobody gives an endpoint.
    [Fact]
    public async Task Boto3s_own_client_exchanges_a_token_file()
    {
        using var folder = new CertificateFolder();
        var environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "",
            ["AWS_SECRET_ACCESS_KEY"] = "",
            ["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/web",
            ["AWS_ROLE_SESSION_NAME"] = "pod",
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = folder.Write("token", await WebIdentity.Token("""{"subject": "system:serviceaccount:default:app"}""")(simulator)),
        };

        Assert.Equal(
            "arn:aws:sts::123456789012:assumed-role/web/pod",
            ArnOf(await RunAsync(environment, [.. ByName(), Script("call.py"), "get_caller_identity"])));
    }

    [Fact]
    public async Task The_AWS_CLI_finds_it_by_name()
    {
        ProgramOutcome outcome = await RunAsync([], [.. ByName(), "-m", "awscli", "sts", "get-caller-identity", "--output", "json"]);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(Me, JsonElement.Parse(outcome.Output).GetProperty("Arn").GetString());
    }

    private static string ArnOf(ProgramOutcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonElement.Parse(outcome.Output).EnumerateArray().Single().GetProperty("Arn").GetString()!;
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Python", name);

    private string[] ByName() => [Script("loopback.py"), $"{simulator.Endpoint.Port}"];

    private async Task<ProgramOutcome> RunAsync(Dictionary<string, string> environment, string[] arguments)
    {
        ProcessStartInfo start = ClientEnvironment.Start(PythonProgram.Python, arguments);
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "*";
        start.Environment["AWS_CA_BUNDLE"] = simulator.AuthorityFile;
        start.Environment["AWS_ACCESS_KEY_ID"] = ClientWorld.Administrator.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = ClientWorld.Administrator.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        foreach ((string name, string value) in environment)
        {
            // An empty value would be one.
            start.Environment[name] = value.Length == 0 ? null : value;
        }

        ProgramOutcome? outcome = await InstalledProgram.TryRunAsync(start);
        Assert.SkipWhen(outcome is null, $"{PythonProgram.Python} is not installed.");
        Assert.SkipWhen(outcome!.Error.Contains("No module named", StringComparison.Ordinal), "boto3 or the AWS CLI is not installed for python3.");
        return outcome;
    }
}
