namespace StsSim.Deploy.Tests.Kustomize;

/// <summary>The kubectl of this machine; it renders without a cluster.</summary>
internal static class Kubectl
{
    /// <summary>What a kustomization makes; skips the test where there is no kubectl.</summary>
    public static async Task<string> KustomizeAsync(string folder)
    {
        ToolResult result = await Tool.RunAsync("kubectl", "kustomize", folder);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}
