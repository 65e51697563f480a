namespace StsSim.Operations.Worlds;

/// <summary>What may stand once in a world, whatever the account, and stands already; and where.</summary>
internal sealed class TakenIds
{
    public HashSet<string> Accounts { get; } = [];

    public HashSet<string> Aliases { get; } = [];

    /// <summary>Access key ids.</summary>
    public HashSet<string> Keys { get; } = [];

    /// <summary><c>AIDA…</c>, <c>AROA…</c> and their kin.</summary>
    public HashSet<string> UniqueIds { get; } = [];

    /// <summary>Where each role's trust policy stands, by the role's id: it may name somebody who is read later.</summary>
    public Dictionary<string, JsonCursor> TrustPolicies { get; } = [];
}
