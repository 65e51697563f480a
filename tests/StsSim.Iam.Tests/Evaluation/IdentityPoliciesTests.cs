using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Evaluation;

public sealed class IdentityPoliciesTests
{
    private const string Bucket = "arn:aws:s3:::bucket/key";

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""", Decision.ExplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/key"}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":["iam:*","S3:getobject"],"Resource":["arn:aws:s3:::other","arn:aws:s3:::bucket/*"]}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"s3:Get?bject","Resource":"arn:aws:s3:::b*/k?y"}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::Bucket/key"}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"s3:Get","Resource":"*"}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::bucket"}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Allow","NotAction":["iam:*","S3:GET*"],"Resource":"*"}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Deny","NotAction":"iam:*","Resource":"*"}""", Decision.ExplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::other/*"}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":["arn:aws:s3:::other/*","arn:aws:s3:::bucket/*"]}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::other"}""", Decision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":[],"Resource":"*"}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":[]}""", Decision.ImplicitDeny)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:Get*","Resource":"*"}""", Decision.ExplicitDeny)]
    [InlineData("""{"Effect":"Deny","Action":"s3:Get*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}""", Decision.ExplicitDeny)]
    [InlineData("""{"Effect":"Deny","Action":"s3:Put*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}""", Decision.Allowed)]
    public void One_policy_decides(string statements, Decision decision)
    {
        Assert.Equal(decision, Of(statements).Evaluate("s3:GetObject", Bucket));
    }

    [Fact]
    public void Silence_denies()
    {
        Assert.Equal(Decision.ImplicitDeny, IdentityPolicies.None.Evaluate("s3:GetObject", Bucket));
    }

    [Fact]
    public void A_deny_in_one_policy_overrides_an_allow_in_another()
    {
        PolicyDocument allow = Parse("""{"Effect":"Allow","Action":"*","Resource":"*"}""");
        PolicyDocument deny = Parse("""{"Effect":"Deny","Action":"sts:GetFederationToken","Resource":"*"}""");
        foreach (PolicyDocument[] policies in (PolicyDocument[][])[[allow, deny], [deny, allow]])
        {
            var identity = new IdentityPolicies(policies);
            Assert.Equal(Decision.ExplicitDeny, identity.Evaluate("STS:getFederationToken", "arn:aws:sts::123456789012:federated-user/Bob"));
            Assert.Equal(Decision.Allowed, identity.Evaluate("sts:GetSessionToken", "*"));
        }
    }

    [Fact]
    public void Conditions_are_not_passed_over()
    {
        PolicyDocument conditional = Parse("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}""");
        Assert.Throws<NotSupportedException>(() => new IdentityPolicies([conditional]));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public void An_explicit_deny_wins_and_order_does_not_matter(int seed)
    {
        var random = new Random(seed);
        var seen = new HashSet<Decision>();
        for (int round = 0; round < 2_000; round++)
        {
            Draw[] statements = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Draw.From(random))];
            (string action, string resource) = Draw.Request(random);
            bool denied = statements.Any(s => s.Effect == "Deny" && s.Covers(action, resource));
            bool allowed = statements.Any(s => s.Effect == "Allow" && s.Covers(action, resource));
            Decision expected = denied ? Decision.ExplicitDeny : allowed ? Decision.Allowed : Decision.ImplicitDeny;

            Assert.Equal(expected, Of(statements).Evaluate(action, resource));
            random.Shuffle(statements);
            Assert.Equal(expected, Of(statements).Evaluate(action, resource));
            seen.Add(expected);
        }

        Assert.Equal(3, seen.Count);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    public void Adding_an_allow_takes_nothing_away_and_adding_a_deny_grants_nothing(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++)
        {
            Draw[] statements = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Draw.From(random))];
            Draw added = Draw.From(random);
            (string action, string resource) = Draw.Request(random);
            Decision before = Of(statements).Evaluate(action, resource);
            Decision withAllow = Of([.. statements, added with { Effect = "Allow" }]).Evaluate(action, resource);
            Decision withDeny = Of([.. statements, added with { Effect = "Deny" }]).Evaluate(action, resource);

            Assert.True(withAllow == before || (before == Decision.ImplicitDeny && withAllow == Decision.Allowed));
            Assert.True(withDeny == before || withDeny == Decision.ExplicitDeny);
        }
    }

    private static IdentityPolicies Of(Draw[] statements) =>
        statements.Length == 0 ? IdentityPolicies.None : Of(string.Join(',', statements.Select(s => s.Json)));

    private static IdentityPolicies Of(string statements) => new([Parse(statements)]);

    private static PolicyDocument Parse(string statements)
    {
        Assert.Null(PolicyParser.Parse($$"""{"Statement":[{{statements}}]}""", PolicyType.Identity, out PolicyDocument? policy));
        return policy!;
    }

    /// <summary>A random statement that knows by itself whether it covers a request: its patterns are prefixes.</summary>
    private sealed record Draw(string Effect, string ActionElement, string Action, string ResourceElement, string Resource)
    {
        private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "sts:GetSessionToken", "iam:GetUser"];
        private static readonly string[] Resources = ["arn:aws:s3:::a/1", "arn:aws:s3:::a/2", "arn:aws:s3:::b", "arn:aws:iam::aws:policy/x"];
        private static readonly string[] ActionPrefixes = ["*", "s3:*", "S3:G*", "s3:Put*", "sts:*", "i*:*"];
        private static readonly string[] ResourcePrefixes = ["*", "arn:aws:s3:::*", "arn:aws:s3:::a/*", "arn:aws:s3:::b*", "arn:aws:iam::aws:*"];

        public string Json => $$"""{"Effect":"{{Effect}}","{{ActionElement}}":"{{Action}}","{{ResourceElement}}":"{{Resource}}"}""";

        public static Draw From(Random random) => new(
            random.Next(2) == 0 ? "Allow" : "Deny",
            random.Next(3) == 0 ? "NotAction" : "Action",
            ActionPrefixes[random.Next(ActionPrefixes.Length)],
            random.Next(3) == 0 ? "NotResource" : "Resource",
            ResourcePrefixes[random.Next(ResourcePrefixes.Length)]);

        public static (string Action, string Resource) Request(Random random) =>
            (Actions[random.Next(Actions.Length)], Resources[random.Next(Resources.Length)]);

        public bool Covers(string action, string resource)
        {
            bool byAction = Action == "i*:*"
                ? action.StartsWith("iam:", StringComparison.Ordinal)
                : action.StartsWith(Action.TrimEnd('*'), StringComparison.OrdinalIgnoreCase);
            bool byResource = resource.StartsWith(Resource.TrimEnd('*'), StringComparison.Ordinal);
            return byAction != (ActionElement == "NotAction") && byResource != (ResourceElement == "NotResource");
        }
    }
}
