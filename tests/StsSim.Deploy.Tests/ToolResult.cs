namespace StsSim.Deploy.Tests;

/// <summary>What a program has said and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
