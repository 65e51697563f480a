using System.ComponentModel;
using System.Diagnostics;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>Runs a program of this machine that may not be there.</summary>
internal static class InstalledProgram
{
    /// <summary>The process, or <see langword="null"/> where there is no such program.</summary>
    public static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs it to its end; <see langword="null"/> where there is no such program.</summary>
    public static async Task<ProgramOutcome?> TryRunAsync(ProcessStartInfo start, string input = "")
    {
        using Process? process = TryStart(start);
        if (process is null)
        {
            return null;
        }

        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
        Task<string> error = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancel);
        return new ProgramOutcome(process.ExitCode, await output, await error);
    }
}
