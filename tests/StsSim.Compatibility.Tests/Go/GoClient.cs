using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Go;

/// <summary>
/// The AWS SDK for Go v2, Debian's <c>golang-github-aws-aws-sdk-go-v2-dev</c>: sources under <c>/usr/share/gocode</c>,
/// which Go builds outside of modules.
/// </summary>
public sealed class GoClient : DrivenClient
{
    private const string DebianSources = "/usr/share/gocode";

    private readonly DirectoryInfo _built = Directory.CreateTempSubdirectory("stssim-go-");

    private string Binary => Path.Combine(_built.FullName, "sts-client");

    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) => (refusal.Shape ?? "GenericAPIError", refusal.Code);

    // What the service model marks as retryable, this version does not try again.
    public override bool? Retries(ExpectedRefusal refusal) => refusal.Code == "IDPCommunicationError" ? false : refusal.IsRetried;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _built.Delete(recursive: true);
    }

    protected override async Task<string?> FindMissingAsync()
    {
        if (await MissingUnlessRunsAsync("go", "go", "version") is { } missing)
        {
            return missing;
        }

        return Directory.Exists($"{DebianSources}/src/github.com/aws/aws-sdk-go-v2/service/sts")
            ? await BuildAsync()
            : "golang-github-aws-aws-sdk-go-v2-dev is not installed; tests/StsSim.Compatibility.Tests/install-clients installs it.";
    }

    protected override ProcessStartInfo Program() => ClientEnvironment.Start(Binary);

    private async Task<string?> BuildAsync()
    {
        ProcessStartInfo build = ClientEnvironment.Start("go", "build", "-o", Binary, FileBesideTests("Go", "main.go"));
        build.Environment["GO111MODULE"] = "off";
        build.Environment["GOPATH"] = DebianSources;
        build.Environment["GOFLAGS"] = "";
        // What was compiled once, the standard library above all, stays for the next run.
        build.Environment["GOCACHE"] = FileBesideTests("Go", "cache");
        ProgramOutcome built = (await InstalledProgram.TryRunAsync(build))!;
        Assert.True(built.ExitCode == 0, built.Error);
        return null;
    }
}
