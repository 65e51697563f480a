namespace StsSim.Iam.Evaluation;

/// <summary>
/// How closely a statement of a resource policy names the caller, from not at all to itself. The closer, the fewer
/// other policies limit what the statement allows within one account (IAM User Guide, "Policy evaluation logic").
/// </summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>By its account, which hands the decision to the account's own policies.</summary>
    Account,

    /// <summary>By its role, by the user behind a federated user, or as anybody: boundary and session policies still limit it.</summary>
    Identity,

    /// <summary>The user, role session or federated user itself: nothing else has to allow.</summary>
    Itself,
}
