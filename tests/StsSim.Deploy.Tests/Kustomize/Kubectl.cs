using System.ComponentModel;
using System.Diagnostics;

namespace StsSim.Deploy.Tests.Kustomize;

/// <summary>The kubectl of this machine; it renders without a cluster.</summary>
internal static class Kubectl
{
    /// <summary>What a kustomization makes; skips the test where there is no kubectl.</summary>
    public static async Task<string> KustomizeAsync(string folder)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("kubectl is not installed here.");
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
