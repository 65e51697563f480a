namespace StsSim.Iam.Policies;

/// <summary>How a condition takes a key that has several values.</summary>
public enum SetQualifier
{
    /// <summary>The operator stands alone: one matching value suffices, and for a negated operator none may match.</summary>
    None,

    /// <summary><c>ForAllValues:</c>, which an empty set passes.</summary>
    ForAllValues,

    /// <summary><c>ForAnyValue:</c>, which an empty set fails.</summary>
    ForAnyValue,
}
