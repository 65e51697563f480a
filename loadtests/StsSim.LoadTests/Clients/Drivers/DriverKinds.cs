using System.ComponentModel;
using System.Diagnostics;

namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>The clients that run in processes of their own: those whose drivers come with this project, and users' own.</summary>
internal static class DriverKinds
{
    private const string DotNetV3Program = "StsSim.LoadTests.DotNetV3Driver.dll";

    private static readonly TimeSpan ImportLimit = TimeSpan.FromSeconds(20);

    // Looked for once: it does not come and go while this program runs, and asking Python takes a process.
    private static readonly Lazy<string?> MissingForBoto3 = new(FindWhatBoto3Misses);

    public static IReadOnlyList<ClientKind> All { get; } =
    [
        Boto3("legacy", "boto3 as it comes: five attempts, exponential backoff with jitter, and no budget for retries"),
        Boto3("standard", "boto3's standard mode: three attempts, exponential backoff with jitter, and a budget for retries"),
        Boto3("adaptive", "boto3's adaptive mode: as standard, and it slows itself down when it is throttled"),
        JavaScript("standard", "the SDK for JavaScript as it comes: three attempts, exponential backoff with jitter, and a budget for retries"),
        JavaScript("adaptive", "the SDK for JavaScript's adaptive mode: as standard, and it slows itself down when it is throttled"),
        DotNetV3("legacy", "version 3 of the SDK for .NET as it comes: five attempts, exponential backoff, and a budget for retries"),
        DotNetV3("standard", "version 3 of the SDK for .NET in its standard mode: three attempts, exponential backoff with jitter, and a budget for retries"),
    ];

    private static string Python
    {
        get
        {
            string installed = Path.Combine(DriverFolder.OfScript("boto3"), ".venv", "bin", "python3");
            return File.Exists(installed) ? installed : OperatingSystem.IsWindows() ? "python" : "python3";
        }
    }

    // What runs this program runs the other one, too.
    private static string DotNet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>A driver of the user's own.</summary>
    /// <param name="command">The program and its arguments, as a shell reads them.</param>
    public static ClientKind Of(string name, string command)
    {
        DriverCommand parsed = DriverCommand.Parse(command);
        return Kind(name, $"a driver of your own: {command}", "standard", () => MissingUnlessInstalled(parsed.Program), () => parsed) with { DriverCommand = command };
    }

    private static ClientKind Boto3(string mode, string does) => Kind(
        $"boto3-{mode}", does, mode, () => MissingForBoto3.Value, () => new DriverCommand(Python, [Path.Combine(DriverFolder.OfScript("boto3"), "driver.py")]));

    private static ClientKind JavaScript(string mode, string does) => Kind(
        $"js-{mode}", does, mode, WhatJavaScriptMisses, () => new DriverCommand("node", [Path.Combine(DriverFolder.OfScript("js"), "driver.mjs")]));

    private static ClientKind DotNetV3(string mode, string does) => Kind(
        $"dotnet-v3-{mode}", does, mode, WhatDotNetV3Misses, () => new DriverCommand(DotNet, [Path.Combine(DriverFolder.OfProgram("dotnet-v3"), DotNetV3Program)]));

    private static ClientKind Kind(string name, string does, string mode, Func<string?> missing, Func<DriverCommand> command) => new(
        name,
        does,
        Retries: true,
        missing,
        async (setting, cancellationToken) => await DriverClient.StartAsync(name, command(), mode, setting, cancellationToken).ConfigureAwait(false));

    private static string? MissingUnlessInstalled(string program) => InstalledProgram.Exists(program) ? null : $"{program} is not installed";

    private static string? WhatJavaScriptMisses() => MissingUnlessInstalled("node")
        ?? (Directory.Exists(Path.Combine(DriverFolder.OfScript("js"), "node_modules", "@aws-sdk", "client-sts"))
            ? null
            : "@aws-sdk/client-sts is not installed: run npm ci in loadtests/drivers/js");

    private static string? WhatDotNetV3Misses() => MissingUnlessInstalled(DotNet)
        ?? (File.Exists(Path.Combine(DriverFolder.OfProgram("dotnet-v3"), DotNetV3Program)) ? null : "its driver is not built: build StsSim.LoadTests");

    private static string? FindWhatBoto3Misses()
    {
        if (MissingUnlessInstalled(Python) is { } missing)
        {
            return missing;
        }

        var start = new ProcessStartInfo(Python, ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('boto3') is None)"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process python = Process.Start(start)!;
            if (!python.WaitForExit(ImportLimit))
            {
                python.Kill(entireProcessTree: true);
                return $"{Python} does not answer";
            }

            return python.ExitCode == 0 ? null : $"boto3 is not installed for {Python}: pip install boto3";
        }
        catch (Win32Exception)
        {
            return $"{Python} cannot be run";
        }
    }
}
