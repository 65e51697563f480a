namespace StsSim.Compatibility.Tests.Durability;

/// <summary>What keeps a simulator's state.</summary>
public enum StoreKind
{
    Redis,
    Postgres,
}
