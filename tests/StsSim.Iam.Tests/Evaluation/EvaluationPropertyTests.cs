using CsCheck;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using StsSim.Iam.Tests.Policies;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>What holds of every policy.</summary>
public sealed class EvaluationPropertyTests
{
    private const string AllowAnybody = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";
    private const string DenyAnybody = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""";

    private static readonly Gen<ConditionContext> Context = Gen.Select(
        Gen.OneOf("Alice", "A*", "*"), Gen.OneOf("a", "Alice", "b").Array[0, 3], Gen.Long[-1, 12],
        ConditionContext (name, tags, number) => SamplePolicies.Context(
            ("aws:username", ConditionValues.Of(name)), ("aws:TagKeys", ConditionValues.Of(tags)), ("x:number", ConditionValues.Of(number))));

    private static readonly Gen<AccessRequest> Request = Gen.Select(
        Gen.OneOf(SamplePrincipals.Alice, SamplePrincipals.Session, SamplePrincipals.Bob, SamplePrincipals.Root),
        Gen.OneOf(PolicyTexts.Actions),
        Gen.OneOf(PolicyTexts.Resources),
        Context,
        (principal, action, resource, context) => new AccessRequest(principal, action, resource, context));

    private static readonly Gen<string[]> Statements = PolicyTexts.Statement.Array[0, 4];

    private static readonly Gen<string[]> ResourceStatements = PolicyTexts.ResourceStatement.Array[0, 4];

    private static readonly Gen<Side> Sides = Gen.Select(
        Statements, Statements, Statements, ResourceStatements, Gen.OneOf(SamplePrincipals.Account, SamplePrincipals.OtherAccount), Gen.Int[0, 7],
        (identity, boundary, session, resource, account, present) => new Side(
            identity, (present & 1) != 0 ? boundary : null, (present & 2) != 0 ? session : null, (present & 4) != 0 ? resource : null, account));

    [Fact]
    public void An_explicit_deny_always_wins() => Gen.Select(Sides, Request, Gen.Int[0, 3]).Sample((side, request, where) =>
    {
        Side denied = where switch
        {
            0 => side with { Identity = [.. side.Identity, DenyAll] },
            1 => side with { Boundary = [.. side.Boundary ?? [], DenyAll] },
            2 => side with { Session = [DenyAll, .. side.Session ?? []] },
            _ => side with { Resource = [DenyAnybody, .. side.Resource ?? []] },
        };

        Assert.Equal(Decision.ExplicitDeny, denied.Decide(request).Decision);
    });

    [Fact]
    public void Adding_an_allow_takes_nothing_away() => Gen.Select(Sides, Request, PolicyTexts.AllowStatement, Gen.Int[0, 3]).Sample((side, request, allow, where) =>
    {
        Side more = where switch
        {
            0 => side with { Identity = [.. side.Identity, allow] },
            1 when side.Boundary is not null => side with { Boundary = [allow, .. side.Boundary] },
            2 when side.Session is not null => side with { Session = [.. side.Session, allow] },
            _ => side with { Resource = [.. side.Resource ?? [], AllowAnybody] },
        };
        Decision before = side.Decide(request).Decision, after = more.Decide(request).Decision;

        // Where there was no resource policy of another account, its mere presence would ask for more.
        Assert.True(after == before || (before == Decision.ImplicitDeny && after == Decision.Allowed));
    });

    [Fact]
    public void Adding_a_deny_or_a_limit_grants_nothing() => Gen.Select(Sides, Request, Statements).Sample((side, request, added) =>
    {
        string[] denies = [.. added.Where(statement => statement.StartsWith("""{"Effect":"Deny""", StringComparison.Ordinal))];
        Decision before = side.Decide(request).Decision;

        foreach (Side less in (Side[])[side with { Identity = [.. side.Identity, .. denies] }, side with { Session = side.Session ?? added }])
        {
            Decision after = less.Decide(request).Decision;
            Assert.True(after == before || after == Decision.ExplicitDeny || (before == Decision.Allowed && after == Decision.ImplicitDeny));
        }
    });

    [Fact]
    public void The_order_of_statements_and_policies_does_not_matter() => Gen.Select(Sides, Request, Gen.Int).Sample((side, request, seed) =>
    {
        AccessDecision decision = side.Decide(request);

        Assert.Equal(decision, side.Shuffled(new Random(seed)).Decide(request));
        Assert.Equal(decision, side.Decide(request, onePolicyEach: true));
    });

    [Fact]
    public void An_explanation_tells_what_decided() => Gen.Select(Sides, Request).Sample((side, request) =>
    {
        var explanation = new Explanation();
        AccessDecision decision = side.Decide(request, explanation: explanation);

        Assert.Equal(decision, side.Decide(request));
        bool denied = explanation.Statements.Any(matched => matched.Statement.Effect == Effect.Deny);
        Assert.Equal(decision.Decision == Decision.ExplicitDeny, denied);
        Assert.True(decision.Decision != Decision.Allowed || request.Principal.Type == PrincipalType.Account || explanation.Statements.Count > 0);
        Assert.Equal(decision.Decision == Decision.Allowed, decision.DeniedBy is null);
        if (denied)
        {
            Assert.Contains(explanation.Statements, matched => matched.Kind == decision.DeniedBy && matched.Statement.Effect == Effect.Deny);
        }
    });

    [Fact]
    public void The_draws_reach_every_decision()
    {
        var seen = new HashSet<Decision>();
        Gen.Select(Sides, Request).Sample((side, request) => { lock (seen) { seen.Add(side.Decide(request).Decision); } });

        Assert.Equal(3, seen.Count);
    }

    /// <summary>All policies that one decision takes in, as texts; <see langword="null"/> for those that are not there.</summary>
    private sealed record Side(string[] Identity, string[]? Boundary, string[]? Session, string[]? Resource, string ResourceAccount)
    {
        public AccessDecision Decide(in AccessRequest request, bool onePolicyEach = false, Explanation? explanation = null)
        {
            var caller = new PrincipalPolicies
            {
                Identity = SetFrom(Identity, PolicyType.Identity),
                PermissionsBoundary = Boundary is null ? null : SetFrom(Boundary, PolicyType.Identity),
                Session = Session is null ? null : SetFrom(Session, PolicyType.Identity),
            };
            ResourcePolicy? resource = Resource is null ? null : new ResourcePolicy(SetFrom(Resource, PolicyType.Resource), ResourceAccount, IsTrustPolicy: false);
            return AccessEvaluation.Evaluate(request, caller, resource, explanation);

            PolicySet SetFrom(string[] statements, PolicyType type) => statements.Length == 0 ? PolicySet.Empty
                : onePolicyEach ? new PolicySet(statements.Reverse().Select((statement, i) => Named($"p{i}", type, statement)))
                : SetOf(type, statements);
        }

        public Side Shuffled(Random random)
        {
            var shuffled = new Side([.. Identity], Copy(Boundary), Copy(Session), Copy(Resource), ResourceAccount);
            foreach (string[]? statements in (string[]?[])[shuffled.Identity, shuffled.Boundary, shuffled.Session, shuffled.Resource])
            {
                random.Shuffle(statements ?? []);
            }

            return shuffled;

            static string[]? Copy(string[]? statements) => statements is null ? null : [.. statements];
        }
    }
}
