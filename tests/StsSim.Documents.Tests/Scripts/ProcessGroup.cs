using System.Diagnostics;
using System.Globalization;

namespace StsSim.Documents.Tests.Scripts;

/// <summary>A script and everything it has started, also what has outlived it.</summary>
internal sealed class ProcessGroup(int id)
{
    /// <summary>The id and name of those that run, zombies not counted: a container's first process may never collect them.</summary>
    public IReadOnlyList<string> Running => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
        .Select(Stat)
        .OfType<string>()
        .Where(IsOfThis)
        .Select(stat => stat[..(stat.LastIndexOf(')') + 1)])];

    public async Task KillAsync()
    {
        using Process kill = Process.Start(new ProcessStartInfo("kill", ["-KILL", "--", $"-{id}"]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    // pid (name) state ppid pgrp …
    private bool IsOfThis(string stat)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] != "Z" && fields[2] == id.ToString(CultureInfo.InvariantCulture);
    }

    private static string? Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return null; // has ended meanwhile
        }
    }
}
