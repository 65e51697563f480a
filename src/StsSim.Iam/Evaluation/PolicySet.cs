using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>Policies that act as one, compiled: what one of them allows is allowed, what one denies is denied.</summary>
public sealed class PolicySet
{
    private readonly CompiledStatement[] _statements;
    private readonly CompiledStatement[] _allows;
    private readonly CompiledStatement[] _denies;

    public PolicySet(IEnumerable<NamedPolicy> policies)
    {
        var statements = new List<CompiledStatement>();
        foreach ((string name, PolicyDocument document) in policies)
        {
            for (int i = 0; i < document.Statements.Count; i++)
            {
                statements.Add(new CompiledStatement(name, i, document.Statements[i], document.KnowsVariables));
            }
        }

        _statements = [.. statements];
        _allows = Array.FindAll(_statements, statement => statement.Source.Effect == Effect.Allow);
        _denies = Array.FindAll(_statements, statement => statement.Source.Effect == Effect.Deny);
    }

    /// <summary>Allows nothing and denies nothing.</summary>
    public static PolicySet Empty { get; } = new([]);

    /// <summary>Allows everything: what the root user may do.</summary>
    public static PolicySet FullAccess { get; } = new([new NamedPolicy(nameof(FullAccess), Everything())]);

    internal bool Allows(in AccessRequest request) => Covers(_allows, request);

    internal bool Denies(in AccessRequest request) => Covers(_denies, request);

    /// <summary>Whether a policy of the resource's side denies the request to this caller, by any of its identities.</summary>
    internal bool DeniesCaller(in AccessRequest request)
    {
        foreach (CompiledStatement statement in _denies)
        {
            if (statement.Names(request.Principal) != PrincipalMatch.None && statement.Covers(request))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How closely the policies of the resource's side name the caller where they allow the request.</summary>
    internal PrincipalMatch AllowsCaller(in AccessRequest request)
    {
        PrincipalMatch closest = PrincipalMatch.None;
        foreach (CompiledStatement statement in _allows)
        {
            PrincipalMatch match = statement.Names(request.Principal);
            if (match > closest && statement.Covers(request))
            {
                closest = match;
            }
        }

        return closest;
    }

    internal void Explain(in AccessRequest request, PolicyKind kind, Explanation explanation)
    {
        bool namesCaller = kind is PolicyKind.Resource or PolicyKind.RoleTrust or PolicyKind.ResourceControl;
        foreach (CompiledStatement statement in _statements)
        {
            if ((!namesCaller || statement.Names(request.Principal) != PrincipalMatch.None) && statement.Covers(request))
            {
                explanation.Add(new MatchedStatement(kind, statement.PolicyName, statement.Index, statement.Source));
            }
        }
    }

    private static bool Covers(CompiledStatement[] statements, in AccessRequest request)
    {
        foreach (CompiledStatement statement in statements)
        {
            if (statement.Covers(request))
            {
                return true;
            }
        }

        return false;
    }

    private static PolicyDocument Everything()
    {
        var anything = new WildcardPattern("*");
        var allow = new Statement(
            Sid: null,
            Effect.Allow,
            Principals: null,
            new PatternList([anything], Negated: false, IgnoreCase: true),
            new PatternList([anything], Negated: false, IgnoreCase: false),
            Conditions: []);
        return new PolicyDocument(PolicyDocument.VersionWithVariables, Id: null, [allow]);
    }
}
