using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.JavaScript;

/// <summary>The AWS SDK for JavaScript v3, <c>@aws-sdk/client-sts</c> as <c>package-lock.json</c> pins it.</summary>
public sealed class JavaScriptClient : DrivenClient
{
    // The programs run where their source is: Node looks for packages in the folders above the file that imports them.
    internal static readonly string Folder = ProjectFolder.Of("JavaScript");

    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) =>
        (refusal.Shape ?? "STSServiceException", refusal.Code);

    protected override async Task<string?> FindMissingAsync() =>
        await MissingUnlessRunsAsync("node", "node", "--version")
        ?? await MissingUnlessRunsAsync(
            "@aws-sdk/client-sts", "node", "--input-type=module", "--eval",
            $"import {{ createRequire }} from 'node:module'; createRequire('{Folder}/')('@aws-sdk/client-sts');");

    protected override ProcessStartInfo Program() => ClientEnvironment.Start("node", "--no-warnings", Path.Combine(Folder, "sts-client.mjs"));
}
