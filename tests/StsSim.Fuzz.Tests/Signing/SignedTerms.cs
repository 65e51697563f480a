namespace StsSim.Fuzz.Tests.Signing;

/// <summary>What a signature depends on besides the request.</summary>
/// <param name="Scope">Date, Region, service and terminator, with slashes between them.</param>
/// <param name="Date">As in the string to sign.</param>
/// <param name="SignedHeaders">As in the canonical request.</param>
internal sealed record SignedTerms(string Scope, string Date, string SignedHeaders);
