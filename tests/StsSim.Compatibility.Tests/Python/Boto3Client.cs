using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>boto3, in the version that is installed.</summary>
public sealed class Boto3Client : DrivenClient
{
    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) => (refusal.Shape ?? "ClientError", refusal.Code);

    protected override Task<string?> FindMissingAsync() =>
        MissingUnlessRunsAsync("boto3 is not installed for python3.", "python3", "-c", "import boto3");

    protected override ProcessStartInfo Program() => ClientEnvironment.Start("python3", FileBesideTests("Python", "sts_client.py"));
}
