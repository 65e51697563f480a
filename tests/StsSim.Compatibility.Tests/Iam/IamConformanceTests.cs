using System.Diagnostics;
using System.Text.Json;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Python;
using StsSim.Operations.Iam;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>
/// Every operation of IAM against the service model of botocore: the script calls them all with boto3 and compares the
/// bytes of each answer with the model. An operation that the script does not call is a fault, so none is forgotten.
/// </summary>
public sealed class IamConformanceTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task Every_operation_answers_as_botocores_service_model_says()
    {
        string pinned = File.ReadLines(Path.Combine(ProjectFolder.Of("Python"), "requirements.txt")).Single(line => line.StartsWith("boto3==", StringComparison.Ordinal))["boto3==".Length..];
        ProgramOutcome? version = await InstalledProgram.TryRunAsync(ClientEnvironment.Start(PythonProgram.Python, "-c", "import boto3; print(boto3.__version__)"));
        Assert.SkipWhen(version is null, "python3 is not installed.");
        Assert.SkipWhen(version!.ExitCode != 0, "boto3 is not installed for python3.");
        Assert.SkipWhen(version.Output.Trim() != pinned, $"boto3 {version.Output.Trim()} is installed, with another service model than that of {pinned}.");

        string[] operations = [.. typeof(IamOperation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(IamOperation)) && !type.IsAbstract)
            .Select(type => type.Name)];
        ProcessStartInfo start = ClientEnvironment.Start(
            PythonProgram.Python, [Path.Combine(ProjectFolder.Of("Python"), "iam_conformance.py"), simulator.Endpoint.ToString(), .. operations]);
        start.Environment["AWS_ACCESS_KEY_ID"] = _account.Admin.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = _account.Admin.SecretAccessKey;

        ProgramOutcome outcome = (await InstalledProgram.TryRunAsync(start))!;

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Equal(operations.Length, JsonElement.Parse(outcome.Output).GetProperty("operations").GetInt32());
    }
}
