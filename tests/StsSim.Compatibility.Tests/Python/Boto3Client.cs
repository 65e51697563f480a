using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>boto3, in the version that is installed.</summary>
public sealed class Boto3Client : DrivenClient
{
    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) => (refusal.Shape ?? "ClientError", refusal.Code);

    // Before, it knew neither AWS_ENDPOINT_URL_STS nor all parameters of AssumeRole.
    protected override Task<string?> FindMissingAsync() => MissingUnlessRunsAsync(
        "boto3 1.33 or later for python3",
        PythonProgram.Python,
        "-c",
        "import boto3; exit(tuple(map(int, boto3.__version__.split('.')[:2])) < (1, 33))");

    protected override ProcessStartInfo Program() => ClientEnvironment.Start(PythonProgram.Python, FileBesideTests("Python", "sts_client.py"));
}
