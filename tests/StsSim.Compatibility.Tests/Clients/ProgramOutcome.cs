namespace StsSim.Compatibility.Tests.Clients;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record ProgramOutcome(int ExitCode, string Output, string Error);
