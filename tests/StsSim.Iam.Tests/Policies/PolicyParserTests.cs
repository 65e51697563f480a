using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

public sealed class PolicyParserTests
{
    private const string Statement = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";
    private const string Trust = """{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}""";

    public static TheoryData<string> AcceptedIdentityPolicies =>
    [
        $$"""{"Version":"2012-10-17","Statement":[{{Statement}}]}""",
        $$"""{"Version":"2008-10-17","Id":"any text","Statement":{{Statement}}}""",
        $$"""{"Statement":[{{Statement}},{{Statement}}]}""",
        $$""" {{"\t\r\n"}} {"Statement" : {{Statement}} } """,
        Identity(""" "Effect":"Deny","NotAction":["iam:*","sts:?et*"],"NotResource":["arn:aws:s3:::a","arn:aws:s3:::b/*"] """),
        Identity(""" "Sid":"Stmt1","Effect":"Allow","Action":"*","Resource":"arn:*:*:*:*:*" """),
        Identity(""" "Sid":"","Effect":"Allow","Action":[],"Resource":[] """),
        Identity(""" "Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::home/${aws:username}/*" """),
        WithCondition("""{}"""),
        WithCondition("""{"StringEquals":{"aws:PrincipalTag/Team":"Blue"}}"""),
        WithCondition("""{"stringequals":{"aws:username":["a","b"]},"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"s3:max-keys":10}}"""),
        WithCondition("""{"ForAllValues:StringLike":{"aws:TagKeys":["a*"]},"ForAnyValue:StringEqualsIfExists":{"aws:TagKeys":"b"}}"""),
        WithCondition("""{"IpAddressIfExists":{"aws:SourceIp":"10.0.0.0/8"},"Null":{"aws:TokenIssueTime":"true"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/*"}}"""),
        WithCondition("""{"DateGreaterThanEquals":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},"BinaryEquals":{"x:y":"QmluYXJ5"}}"""),
    ];

    public static TheoryData<string> AcceptedTrustPolicies =>
    [
        $$"""{"Version":"2012-10-17","Statement":[{{Trust}}]}""",
        TrustOf(""" "Principal":{"AWS":"arn:aws:iam::123456789012:root"} """),
        TrustOf(""" "Principal":{"AWS":["123456789012","*"],"Service":"ec2.amazonaws.com","Federated":["accounts.google.com"],"CanonicalUser":"79a5"} """),
        TrustOf(""" "NotPrincipal":{"AWS":"arn:aws:iam::123456789012:user/Mallory"} """),
        TrustOf(""" "Principal":{},"Condition":{"StringEquals":{"sts:ExternalId":"x"}} """),
    ];

    public static TheoryData<string, string> Faults => new()
    {
        // the document
        { "[]", "$" },
        { "\"text\"", "$" },
        { "null", "$" },
        { "{}", "$.Statement" },
        { """{"Version":"2012-10-17"}""", "$.Statement" },
        { """{"Statement":[]}""", "$.Statement" },
        { $$"""{"Version":"2012-10-18","Statement":{{Statement}}}""", "$.Version" },
        { $$"""{"Version":20121017,"Statement":{{Statement}}}""", "$.Version" },
        { $$"""{"Id":1,"Statement":{{Statement}}}""", "$.Id" },
        { $$"""{"version":"2012-10-17","Statement":{{Statement}}}""", "$.version" },
        { $$"""{"Statement":{{Statement}},"Comment":""}""", "$.Comment" },
        { """{"Statement":"Allow"}""", "$.Statement" },
        { $$"""{"Statement":[{{Statement}},1]}""", "$.Statement[1]" },
        { $$"""{"Statement":[{{Statement}},[{{Statement}}]]}""", "$.Statement[1]" },

        // the statement
        { Identity(""" "Action":"*","Resource":"*" """), "$.Statement.Effect" },
        { Identity(""" "Effect":"allow","Action":"*","Resource":"*" """), "$.Statement.Effect" },
        { Identity(""" "Effect":["Allow"],"Action":"*","Resource":"*" """), "$.Statement.Effect" },
        { Identity(""" "Effect":"Allow","Resource":"*" """), "$.Statement.Action" },
        { Identity(""" "Effect":"Allow","Action":"*" """), "$.Statement.Resource" },
        { Identity(""" "Effect":"Allow","Actions":"*","Resource":"*" """), "$.Statement.Actions" },
        { Identity(""" "effect":"Allow","Action":"*","Resource":"*" """), "$.Statement.effect" },
        { Identity(""" "Sid":7,"Effect":"Allow","Action":"*","Resource":"*" """), "$.Statement.Sid" },
        { Identity(""" "Sid":"a b","Effect":"Allow","Action":"*","Resource":"*" """), "$.Statement.Sid" },
        { Identity(""" "Sid":"é","Effect":"Allow","Action":"*","Resource":"*" """), "$.Statement.Sid" },
        { Identity(""" "Effect":"Allow","Action":"*","NotAction":"*","Resource":"*" """), "$.Statement.NotAction" },
        { Identity(""" "Effect":"Allow","Action":"*","NotResource":"*","Resource":"*" """), "$.Statement.Resource" },
        { Identity(""" "Effect":"Allow","Action":"*","Resource":"*","Principal":"*" """), "$.Statement.Principal" },
        { Identity(""" "Effect":"Allow","Action":"*","Resource":"*","NotPrincipal":"*" """), "$.Statement.NotPrincipal" },

        // actions and resources
        { Identity(""" "Effect":"Allow","Action":1,"Resource":"*" """), "$.Statement.Action" },
        { Identity(""" "Effect":"Allow","Action":"","Resource":"*" """), "$.Statement.Action" },
        { Identity(""" "Effect":"Allow","Action":"s3","Resource":"*" """), "$.Statement.Action" },
        { Identity(""" "Effect":"Allow","Action":":Get","Resource":"*" """), "$.Statement.Action" },
        { Identity(""" "Effect":"Allow","Action":["s3:Get","s3:"],"Resource":"*" """), "$.Statement.Action[1]" },
        { Identity(""" "Effect":"Allow","Action":{"s3":"Get"},"Resource":"*" """), "$.Statement.Action" },
        { Identity(""" "Effect":"Allow","Action":["*",null],"Resource":"*" """), "$.Statement.Action[1]" },
        { Identity(""" "Effect":"Allow","NotAction":[["*"]],"Resource":"*" """), "$.Statement.NotAction[0]" },
        { Identity(""" "Effect":"Allow","Action":"*","Resource":"" """), "$.Statement.Resource" },
        { Identity(""" "Effect":"Allow","Action":"*","Resource":"bucket" """), "$.Statement.Resource" },
        { Identity(""" "Effect":"Allow","Action":"*","Resource":"ARN:aws:s3:::b" """), "$.Statement.Resource" },
        { Identity(""" "Effect":"Allow","Action":"*","Resource":["arn:aws:s3:::b","arn:aws:s3"] """), "$.Statement.Resource[1]" },
        { Identity(""" "Effect":"Allow","Action":"*","NotResource":true """), "$.Statement.NotResource" },

        // conditions
        { WithCondition("[]"), "$.Statement[0].Condition" },
        { WithCondition("""{"StringEqual":{"a:b":"c"}}"""), "$.Statement[0].Condition.StringEqual" },
        { WithCondition("""{"ForSomeValues:StringEquals":{"a:b":"c"}}"""), "$.Statement[0].Condition.ForSomeValues:StringEquals" },
        { WithCondition("""{"ForAllValues:":{"a:b":"c"}}"""), "$.Statement[0].Condition.ForAllValues:" },
        { WithCondition("""{"IfExists":{"a:b":"c"}}"""), "$.Statement[0].Condition.IfExists" },
        { WithCondition("""{"NullIfExists":{"a:b":"true"}}"""), "$.Statement[0].Condition.NullIfExists" },
        { WithCondition("""{"StringEqualsIfExistsIfExists":{"a:b":"c"}}"""), "$.Statement[0].Condition.StringEqualsIfExistsIfExists" },
        { WithCondition("""{"":{"a:b":"c"}}"""), "$.Statement[0].Condition." },
        { WithCondition("""{"StringEquals":"c"}"""), "$.Statement[0].Condition.StringEquals" },
        { WithCondition("""{"StringEquals":{"a:b":{}}}"""), "$.Statement[0].Condition.StringEquals.a:b" },
        { WithCondition("""{"StringEquals":{"a:b":["c",null]}}"""), "$.Statement[0].Condition.StringEquals.a:b[1]" },
    };

    public static TheoryData<string, string> TrustFaults => new()
    {
        { $$"""{"Statement":{{Statement}}}""", "$.Statement.Resource" },
        { TrustOf(""" "Principal":"*","NotResource":"*" """), "$.Statement.NotResource" },
        { TrustOf(""" "Sid":"x" """), "$.Statement.Principal" },
        { TrustOf(""" "Principal":"*","NotPrincipal":"*" """), "$.Statement.NotPrincipal" },
        { TrustOf(""" "Principal":"123456789012" """), "$.Statement.Principal" },
        { TrustOf(""" "Principal":["*"] """), "$.Statement.Principal" },
        { TrustOf(""" "Principal":{"Aws":"*"} """), "$.Statement.Principal.Aws" },
        { TrustOf(""" "Principal":{"AWS":""} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":["*",5]} """), "$.Statement.Principal.AWS[1]" },
    };

    [Theory]
    [MemberData(nameof(AcceptedIdentityPolicies))]
    public void An_identity_policy_is_accepted(string text)
    {
        Assert.Null(PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy));
        Assert.NotEmpty(policy!.Statements);
        Assert.All(policy.Statements, statement => Assert.NotNull(statement.Resources));
    }

    [Theory]
    [MemberData(nameof(AcceptedTrustPolicies))]
    public void A_trust_policy_is_accepted(string text)
    {
        Assert.Null(PolicyParser.Parse(text, PolicyType.Trust, out PolicyDocument? policy));
        Assert.All(policy!.Statements, statement => Assert.Null(statement.Resources));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_of_an_identity_policy_is_found_where_it_is(string text, string path)
    {
        AssertFault(path, PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy), policy);
    }

    [Theory]
    [MemberData(nameof(TrustFaults))]
    public void A_fault_of_a_trust_policy_is_found_where_it_is(string text, string path)
    {
        AssertFault(path, PolicyParser.Parse(text, PolicyType.Trust, out PolicyDocument? policy), policy);
    }

    private static void AssertFault(string path, PolicyFault? fault, PolicyDocument? policy)
    {
        Assert.NotNull(fault);
        Assert.True(fault.IsJson);
        Assert.Equal(path, fault.Path);
        Assert.NotEmpty(fault.Reason);
        Assert.Null(policy);
    }

    private static string Identity(string elements) => $$"""{"Statement":{ {{elements}} } }""";

    private static string TrustOf(string elements) => $$"""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole", {{elements}} } }""";

    private static string WithCondition(string condition) =>
        $$"""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}} }]}""";
}
