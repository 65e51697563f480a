using System.Text.RegularExpressions;

namespace StsSim.Documents.Tests.Scripts;

/// <summary>
/// Has the programs that were built for these tests run in place of <c>dotnet run -c Release --project …</c>, which would
/// build them once more.
/// </summary>
internal static partial class BuiltPrograms
{
    public static IReadOnlyList<string> Names { get; } = ["StsSim.Host", "StsSim.LoadTests"];

    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string In(string commands) => Run().Replace(commands, match =>
        Names.Contains(match.Groups["project"].Value) ? $"'{DotNet}' '{Path.Combine(AppContext.BaseDirectory, match.Groups["project"].Value)}.dll'" : match.Value);

    [GeneratedRegex(@"\bdotnet run( -c Release)? --project (\w+/)*(?<project>[\w.]+)( --(?=\s|$))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Run();
}
