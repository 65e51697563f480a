namespace StsSim.Iam.Policies;

/// <summary>What a statement does to a request that it matches.</summary>
public enum Effect
{
    Allow,
    Deny,
}
