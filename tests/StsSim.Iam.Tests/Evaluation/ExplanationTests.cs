using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

public sealed class ExplanationTests
{
    [Fact]
    public void Every_statement_that_matches_is_told_with_its_place()
    {
        const string AllowPut = """{"Effect":"Allow","Action":"s3:Put*","Resource":"*"}""";
        const string AllowBob = """{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111122223333:federated-user/Bob"},"Action":"*","Resource":"*"}""";
        const string AllowAlice = """{"Sid":"Alice","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/staff/Alice"},"Action":"*","Resource":"*"}""";
        var caller = new PrincipalPolicies
        {
            Identity = new PolicySet([Named("first", PolicyType.Identity, AllowPut, AllowAll), Named("second", PolicyType.Identity, DenyAll)]),
            Session = Set(AllowAll),
            ServiceControl = Set(AllowPut),
        };
        var resource = new ResourcePolicy(ResourceSet(AllowBob, AllowAlice), SamplePrincipals.Account, IsTrustPolicy: false);
        var explanation = new Explanation();

        AccessDecision decision = Ask(caller, resource, explanation);

        Assert.Equal(new AccessDecision(Decision.ExplicitDeny, PolicyKind.Identity), decision);
        Assert.Equal(decision, Ask(caller, resource, null));
        Assert.Equal(
            [(PolicyKind.Identity, "first", 1), (PolicyKind.Identity, "second", 0), (PolicyKind.Session, "policy", 0), (PolicyKind.Resource, "policy", 1)],
            explanation.Statements.Select(matched => (matched.Kind, matched.PolicyName, matched.Index)));
        Assert.Equal("Alice", explanation.Statements[3].Statement.Sid);
    }

    [Fact]
    public void Nothing_matches_where_nothing_is_said()
    {
        var explanation = new Explanation();

        Assert.Equal(new AccessDecision(Decision.ImplicitDeny, PolicyKind.Identity), Ask(new PrincipalPolicies(), null, explanation));
        Assert.Empty(explanation.Statements);
    }

    private static AccessDecision Ask(PrincipalPolicies caller, ResourcePolicy? resource, Explanation? explanation) => AccessEvaluation.Evaluate(
        new AccessRequest(SamplePrincipals.Alice, "s3:GetObject", "arn:aws:s3:::a", DictionaryConditionContext.Empty), caller, resource, explanation);
}
