using System.ComponentModel;
using System.Diagnostics;

namespace StsSim.Deploy.Tests;

/// <summary>Programs of others that render or check what is deployed, where they are installed.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end; skips the test where it is not installed.</summary>
    public static async Task<ToolResult> RunAsync(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{Path.GetFileName(program)} is not installed here.");
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolResult(process.ExitCode, await output, await error);
    }
}
