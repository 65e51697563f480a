namespace StsSim.Testing;

/// <summary>What a request is signed with.</summary>
public enum FaultCredentials
{
    /// <summary>Nothing: an unsigned request.</summary>
    None,

    /// <summary>The access key of a user.</summary>
    LongTerm,

    /// <summary>Temporary credentials.</summary>
    Session,
}
