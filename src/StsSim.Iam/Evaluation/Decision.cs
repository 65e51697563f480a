namespace StsSim.Iam.Evaluation;

/// <summary>The outcome of evaluating policies. An explicit deny wins over any allow; silence denies.</summary>
public enum Decision
{
    ImplicitDeny,
    Allowed,
    ExplicitDeny,
}
