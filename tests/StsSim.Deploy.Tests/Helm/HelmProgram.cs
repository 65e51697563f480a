namespace StsSim.Deploy.Tests.Helm;

/// <summary>The helm of this machine, or the one that <c>install-clients</c> has put beside these tests; it renders without a cluster.</summary>
internal static class HelmProgram
{
    private static readonly string Own = Path.Combine(Repository.Root, "tests", "StsSim.Deploy.Tests", "Helm", "program", "helm", "helm");

    /// <summary>Skips the test where there is none.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync(File.Exists(Own) ? Own : "helm", arguments);
}
