namespace StsSim.Operations.Faults;

/// <summary>What a request is signed with.</summary>
public enum CredentialKind
{
    /// <summary>Nothing: an unsigned request.</summary>
    None,

    /// <summary>The access key of a user.</summary>
    LongTerm,

    /// <summary>Temporary credentials.</summary>
    Session,
}
