namespace StsSim.Testing;

/// <summary>What the built-in issuers answer: one of the two.</summary>
internal sealed record MintedToken(string? Token, string? Assertion)
{
    public override string ToString() => nameof(MintedToken);
}
