using System.Diagnostics;
using System.Text.Json;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.JavaScript;
using StsSim.Compatibility.Tests.Python;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>
/// Users, roles and policies built, tried and torn down by programs that know nothing but their SDK: the scripts check
/// every step themselves and end with 0 only where all was as at AWS.
/// </summary>
public sealed class ProvisioningTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task With_boto3()
    {
        ProgramOutcome outcome = await RunAsync(
            PythonProgram.Python, Path.Combine(ProjectFolder.Of("Python"), "provision.py"), simulator.Endpoint.ToString());
        Assert.SkipWhen(outcome.Error.Contains("No module named", StringComparison.Ordinal), "boto3 is not installed for python3.");
        Assert.True(outcome.ExitCode == 0, outcome.Error);

        NothingIsLeft(outcome);
    }

    [Fact]
    public async Task With_the_SDK_for_JavaScript()
    {
        ProgramOutcome outcome = await RunAsync(
            "node", "--no-warnings", Path.Combine(JavaScriptClient.Folder, "provision.mjs"), simulator.Endpoint.ToString());
        Assert.SkipWhen(
            outcome.Error.Contains("ERR_MODULE_NOT_FOUND", StringComparison.Ordinal),
            "@aws-sdk/client-iam is not installed; tests/StsSim.Compatibility.Tests/install-clients installs it.");
        Assert.True(outcome.ExitCode == 0, outcome.Error);

        NothingIsLeft(outcome);
    }

    [Fact]
    public async Task With_the_AWS_CLI_as_the_guide_does()
    {
        Assert.SkipWhen(
            await InstalledProgram.TryRunAsync(ClientEnvironment.Start(PythonProgram.Aws, "--version")) is null, "The AWS CLI is not installed.");

        ProgramOutcome outcome = await RunAsync("bash", ProjectFolder.Of("../../docs/guides/provision.sh"));

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.EndsWith("All as it should be.\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(["admin"], (await _account.CallAsync("ListUsers")).Texts("Users/member/UserName"));
    }

    private async Task<ProgramOutcome> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = ClientEnvironment.Start(program, arguments);
        start.Environment["AWS_ACCESS_KEY_ID"] = _account.Admin.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = _account.Admin.SecretAccessKey;
        start.Environment["ENDPOINT"] = simulator.Endpoint.ToString().TrimEnd('/');
        if (Path.IsPathRooted(PythonProgram.Aws))
        {
            start.Environment["PATH"] = $"{Path.GetDirectoryName(PythonProgram.Aws)}:{start.Environment["PATH"]}";
        }

        ProgramOutcome? outcome = await InstalledProgram.TryRunAsync(start);
        Assert.SkipWhen(outcome is null, $"{program} is not installed.");
        return outcome!;
    }

    private static void NothingIsLeft(ProgramOutcome outcome)
    {
        JsonElement left = JsonElement.Parse(outcome.Output);
        Assert.Equal(["admin"], left.GetProperty("users").EnumerateArray().Select(user => user.GetString()));
        Assert.Equal(0, left.GetProperty("policies").GetArrayLength());
    }
}
