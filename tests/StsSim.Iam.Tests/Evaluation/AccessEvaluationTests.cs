using StsSim.Iam.Evaluation;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;
using static StsSim.Iam.Tests.Evaluation.SamplePrincipals;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>
/// Which policies have to allow, by caller and by how the resource's policy names it. Source: IAM User Guide, "Policy
/// evaluation logic" and "Cross-account policy evaluation logic".
/// </summary>
public sealed class AccessEvaluationTests
{
    private const string Role = "arn:aws:iam::111122223333:role/Target";

    private static readonly Principal[] OfTheAccount = [Alice, Session, Bob];

    /// <summary>Whose caller, the principal that the policy names, and what else has to allow within the account.</summary>
    public static TheoryData<string, string, Needs> SameAccount => new()
    {
        { "Alice", AliceArn, Needs.Nothing },
        { "Alice", AliceId, Needs.Nothing },
        { "Alice", "*", Needs.Limits },
        { "Alice", Account, Needs.Everything },
        { "Alice", "arn:aws:iam::111122223333:root", Needs.Everything },
        { "Session", SessionArn, Needs.Nothing },
        { "Session", RoleArn, Needs.Limits },
        { "Session", RoleId, Needs.Limits },
        { "Session", "*", Needs.Limits },
        { "Session", Account, Needs.Everything },
        { "Bob", BobArn, Needs.Nothing },
        { "Bob", AliceArn, Needs.Limits },
        { "Bob", Account, Needs.Everything },
    };

    public static TheoryData<string, string> Named => [.. SameAccount.Select(row => (row.Data.Item1, row.Data.Item2))];

    public enum Needs
    {
        Nothing,

        /// <summary>Permissions boundary and session policy.</summary>
        Limits,

        /// <summary>The identity policies, too.</summary>
        Everything,
    }

    [Theory]
    [MemberData(nameof(SameAccount))]
    public void In_one_account_a_grant_frees_from_more_the_closer_it_names_the_caller(string caller, string named, Needs needs)
    {
        foreach (bool trust in (bool[])[true, false])
        {
            ResourcePolicy resource = Grants(named, Account, trust);

            Assert.Equal(Decision.Allowed, Decide(caller, All, resource));
            Assert.Equal(Outcome(needs < Needs.Everything, PolicyKind.Identity), Ask(caller, All with { Identity = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(needs < Needs.Limits, PolicyKind.PermissionsBoundary), Ask(caller, All with { PermissionsBoundary = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(needs < Needs.Limits, PolicyKind.Session), Ask(caller, All with { Session = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(false, PolicyKind.ServiceControl), Ask(caller, All with { ServiceControl = PolicySet.Empty }, resource));
        }
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Across_accounts_both_sides_have_to_allow(string caller, string named)
    {
        foreach (bool trust in (bool[])[true, false])
        {
            ResourcePolicy resource = Grants(named, OtherAccount, trust);

            Assert.Equal(Decision.Allowed, Decide(caller, All, resource));
            Assert.Equal(Outcome(false, PolicyKind.Identity), Ask(caller, All with { Identity = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(false, PolicyKind.PermissionsBoundary), Ask(caller, All with { PermissionsBoundary = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(false, PolicyKind.Session), Ask(caller, All with { Session = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(false, trust ? PolicyKind.RoleTrust : PolicyKind.Resource), Ask(caller, All, Grants("999999999999", OtherAccount, trust)));
        }
    }

    [Fact]
    public void A_resource_policy_that_names_somebody_else_leaves_the_decision_to_the_identity_side()
    {
        ResourcePolicy resource = Grants("arn:aws:iam::111122223333:user/Carol", Account, trust: false);
        foreach (Principal caller in OfTheAccount)
        {
            Assert.Equal(Outcome(true), Ask(caller, All, resource));
            Assert.Equal(Outcome(false, PolicyKind.Identity), Ask(caller, All with { Identity = PolicySet.Empty }, resource));
            Assert.Equal(Outcome(true), Ask(caller, All, null));
            Assert.Equal(Outcome(false, PolicyKind.Session), Ask(caller, All with { Session = PolicySet.Empty }, null));
        }
    }

    [Fact]
    public void A_trust_policy_always_has_to_allow()
    {
        ResourcePolicy role = Grants("arn:aws:iam::111122223333:user/Carol", Account, trust: true);
        foreach (Principal caller in OfTheAccount)
        {
            Assert.Equal(Outcome(false, PolicyKind.RoleTrust), Ask(caller, All, role));
        }

        // Also where the role is asked to assume itself.
        var itself = new ResourcePolicy(Grants(Account, Account, trust: true).Policies, Account, IsTrustPolicy: true);
        Assert.Equal(Outcome(false, PolicyKind.Identity), Ask(Session, new PrincipalPolicies(), itself));
    }

    /// <summary>IAM keeps an id where an ARN was written: which of the two it is must make no difference.</summary>
    [Theory]
    [InlineData(AliceArn, AliceId)]
    [InlineData(RoleArn, RoleId)]
    public void A_unique_id_means_what_the_ARN_meant(string arn, string id)
    {
        PrincipalPolicies nothing = new();
        PrincipalPolicies[] limits =
        [
            All,
            nothing,
            nothing with { Identity = Set(AllowAll) },
            nothing with { PermissionsBoundary = PolicySet.Empty },
            nothing with { Session = PolicySet.Empty },
            All with { ServiceControl = PolicySet.Empty },
        ];
        foreach (Principal caller in OfTheAccount)
        {
            foreach (PrincipalPolicies policies in limits)
            {
                foreach ((bool trust, string account) in ((bool, string)[])[(true, Account), (false, Account), (true, OtherAccount), (false, OtherAccount)])
                {
                    Assert.Equal(Ask(caller, policies, Grants(arn, account, trust)), Ask(caller, policies, Grants(id, account, trust)));
                }
            }
        }
    }

    [Theory]
    [InlineData(PolicyKind.Identity)]
    [InlineData(PolicyKind.PermissionsBoundary)]
    [InlineData(PolicyKind.Session)]
    [InlineData(PolicyKind.ServiceControl)]
    [InlineData(PolicyKind.Resource)]
    [InlineData(PolicyKind.RoleTrust)]
    [InlineData(PolicyKind.ResourceControl)]
    public void An_explicit_deny_of_any_policy_wins_and_is_named(PolicyKind kind)
    {
        PolicySet allowAndDeny = Set(AllowAll, DenyAll);
        const string DenyAnybody = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""";
        PrincipalPolicies caller = kind switch
        {
            PolicyKind.Identity => All with { Identity = allowAndDeny },
            PolicyKind.PermissionsBoundary => All with { PermissionsBoundary = allowAndDeny },
            PolicyKind.Session => All with { Session = allowAndDeny },
            PolicyKind.ServiceControl => All with { ServiceControl = allowAndDeny },
            _ => All,
        };
        ResourcePolicy resource = Grants(AliceArn, Account, trust: kind == PolicyKind.RoleTrust);
        resource = kind switch
        {
            PolicyKind.Resource or PolicyKind.RoleTrust => resource with { Policies = ResourceSet(AllowOf(AliceArn), DenyAnybody) },
            PolicyKind.ResourceControl => resource with { ResourceControl = ResourceSet(AllowOf("*"), DenyAnybody) },
            _ => resource,
        };

        Assert.Equal(new AccessDecision(Decision.ExplicitDeny, kind), Ask(Alice, caller, resource));
    }

    [Theory]
    [InlineData(Account)]
    [InlineData("arn:aws:iam::111122223333:root")]
    [InlineData(RoleArn)]
    [InlineData(RoleId)]
    [InlineData(SessionArn)]
    [InlineData("*")]
    public void A_deny_reaches_the_caller_by_each_of_its_identities(string named)
    {
        var resource = new ResourcePolicy(
            ResourceSet(AllowOf(SessionArn), $$"""{"Effect":"Deny","Principal":{"AWS":"{{named}}"},"Action":"*","Resource":"*"}"""), Account, false);

        Assert.Equal(new AccessDecision(Decision.ExplicitDeny, PolicyKind.Resource), Ask(Session, All, resource));
    }

    [Fact]
    public void Resource_control_policies_have_to_allow()
    {
        ResourcePolicy granted = Grants(AliceArn, Account, trust: true);

        Assert.Equal(Outcome(true), Ask(Alice, All, granted with { ResourceControl = ResourceSet(AllowOf("*")) }));
        Assert.Equal(Outcome(false, PolicyKind.ResourceControl), Ask(Alice, All, granted with { ResourceControl = PolicySet.Empty }));
    }

    [Fact]
    public void The_root_user_needs_no_identity_policy_yet_is_limited_by_the_organization()
    {
        Assert.Equal(Outcome(true), Ask(Root, new PrincipalPolicies(), null));
        Assert.Equal(Outcome(true), Ask(Root, new PrincipalPolicies { Identity = PolicySet.FullAccess, ServiceControl = Set(AllowAll) }, null));
        Assert.Equal(Outcome(false, PolicyKind.ServiceControl), Ask(Root, new PrincipalPolicies { ServiceControl = PolicySet.Empty }, null));
        Assert.Equal(new AccessDecision(Decision.ExplicitDeny, PolicyKind.Identity), Ask(Root, new PrincipalPolicies { Identity = Set(DenyAll) }, null));
        Assert.Equal(Outcome(false, PolicyKind.RoleTrust), Ask(Root, All, Grants("999999999999", Account, trust: true)));
        Assert.Equal(Outcome(true), Ask(Root, All, Grants(Account, OtherAccount, trust: true)));
    }

    [Fact]
    public void A_federated_user_without_a_session_policy_gets_what_resources_grant_it_by_name()
    {
        PrincipalPolicies nothingPassed = All with { Session = PolicySet.Empty };

        Assert.Equal(Outcome(false, PolicyKind.Session), Ask(Bob, nothingPassed, null));
        Assert.Equal(Outcome(false, PolicyKind.Session), Ask(Bob, nothingPassed, Grants(AliceArn, Account, trust: false)));
        Assert.Equal(Outcome(true), Ask(Bob, nothingPassed, Grants(BobArn, Account, trust: false)));
        Assert.Equal(Outcome(false, PolicyKind.Session), Ask(Bob, nothingPassed, Grants(BobArn, OtherAccount, trust: false)));
    }

    [Theory]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}""", "WebIdentity")]
    [InlineData("""{"Federated":"accounts.google.com"}""", "Google")]
    [InlineData("""{"Federated":["x","arn:aws:iam::111122223333:saml-provider/Corp"]}""", "Saml")]
    [InlineData("""{"Service":["lambda.amazonaws.com","ec2.amazonaws.com"]}""", "Ec2")]
    [InlineData("\"*\"", "WebIdentity", "Google", "Saml", "Ec2", "Anonymous")]
    [InlineData("""{"AWS":"*"}""", "Ec2", "Anonymous")]
    [InlineData("""{"Federated":"*"}""", "WebIdentity", "Google", "Saml")]
    [InlineData("""{"Service":"*"}""", "Ec2")]
    [InlineData("""{"AWS":"111122223333"}""")]
    [InlineData("""{"CanonicalUser":"79a5"}""")]
    [InlineData("{}")]
    [InlineData("""{"Service":"accounts.google.com"}""")]
    public void Callers_without_an_identity_side_are_let_in_by_the_trust_policy_alone(string principal, params string[] letIn)
    {
        var role = new ResourcePolicy(
            TrustSet($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}"""), Account, IsTrustPolicy: true);
        foreach (string caller in (string[])["WebIdentity", "Google", "Saml", "Ec2", "Anonymous"])
        {
            AccessDecision expected = letIn.Contains(caller) ? Outcome(true) : Outcome(false, PolicyKind.RoleTrust);
            Assert.Equal(expected, Ask(caller, null, role));
        }
    }

    [Fact]
    public void Account_policies_do_not_reach_services()
    {
        ResourcePolicy role = new(TrustSet("""{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}"""), Account, true);

        Assert.Equal(Outcome(true), Ask(Ec2, new PrincipalPolicies { ServiceControl = PolicySet.Empty }, role));
    }

    /// <summary>Each caller's identities, all of which have to be listed to be spared.</summary>
    [Theory]
    [InlineData("Root", Account)]
    [InlineData("Root", "arn:aws:iam::111122223333:root")]
    [InlineData("Alice", Account, AliceArn)]
    [InlineData("Alice", Account, AliceId)]
    [InlineData("Session", Account, RoleArn, SessionArn)]
    [InlineData("Session", "arn:aws:iam::111122223333:root", RoleId, SessionArn)]
    [InlineData("Bob", Account, AliceArn, BobArn)]
    public void NotPrincipal_spares_whom_it_lists_with_all_identities(string caller, params string[] identities)
    {
        Assert.Equal(Decision.Allowed, DenyAllBut(identities));
        Assert.Equal(Decision.Allowed, DenyAllBut([.. identities, OtherAccount]));
        Assert.Equal(Decision.Allowed, DenyAllBut("*"));
        Assert.Equal(Decision.ExplicitDeny, DenyAllBut());
        foreach (string missing in identities)
        {
            Assert.Equal(Decision.ExplicitDeny, DenyAllBut([.. identities.Where(identity => identity != missing)]));
        }

        Decision DenyAllBut(params string[] listed)
        {
            string deny = $$"""{"Effect":"Deny","NotPrincipal":{"AWS":[{{string.Join(',', listed.Select(name => $"\"{name}\""))}}] },"Action":"*","Resource":"*"}""";
            return Decide(caller, All, new ResourcePolicy(ResourceSet(AllowOf("*"), deny), Account, false));
        }
    }

    private static PrincipalPolicies All { get; } = new()
    {
        Identity = Set(AllowAll),
        PermissionsBoundary = Set(AllowAll),
        Session = Set(AllowAll),
        ServiceControl = Set(AllowAll),
    };

    private static string AllowOf(string principal) => $$"""{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"*","Resource":"*"}""";

    private static ResourcePolicy Grants(string principal, string account, bool trust)
    {
        string statement = $$"""{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"}""";
        return new ResourcePolicy(trust ? TrustSet(statement) : ResourceSet(AllowOf(principal)), account, trust);
    }

    private static AccessDecision Outcome(bool allowed, PolicyKind? silent = null) =>
        allowed ? new AccessDecision(Decision.Allowed, null) : new AccessDecision(Decision.ImplicitDeny, silent);

    private static Decision Decide(string caller, PrincipalPolicies? policies, ResourcePolicy? resource) => Ask(caller, policies, resource).Decision;

    private static AccessDecision Ask(string caller, PrincipalPolicies? policies, ResourcePolicy? resource) => Ask(caller switch
    {
        nameof(Root) => Root,
        nameof(Alice) => Alice,
        nameof(Session) => Session,
        nameof(Bob) => Bob,
        nameof(WebIdentity) => WebIdentity,
        nameof(Google) => Google,
        nameof(Saml) => Saml,
        nameof(Ec2) => Ec2,
        nameof(Anonymous) => Anonymous,
        _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, "No sample of that name."),
    }, policies, resource);

    private static AccessDecision Ask(Principal caller, PrincipalPolicies? policies, ResourcePolicy? resource) =>
        AccessEvaluation.Evaluate(new AccessRequest(caller, "sts:AssumeRole", Role, DictionaryConditionContext.Empty), policies, resource);
}
