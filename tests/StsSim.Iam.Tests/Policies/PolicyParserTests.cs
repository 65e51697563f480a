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
        WithCondition("""{"ForAnyValue:Null":{"x:y":[true,"FALSE"]},"NotIpAddress":{"x:y":["10.0.0.1","2001:db8::/32"]},"DateLessThan":{"x:y":1585699200}}"""),
        WithCondition("""{"BoolIfExists":{"x:y":["true","False",true]},"NumericEquals":{"x:y":["-1.5e3",0]},"DateEquals":{"x:y":"2020-04-01"}}"""),
        WithCondition("""{"StringEquals":{"aws:username":[]},"Bool":{},"ArnLike":{"x:y":"no ARN"}}"""),
        $$$"""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"x:y":"${a:b}"},"IpAddress":{"x:y":"${a:b}"}} },"Version":"2012-10-17"}""",
        WithCondition("""{"DateGreaterThanEquals":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},"BinaryEquals":{"x:y":"QmluYXJ5"}}"""),
    ];

    public static TheoryData<string> AcceptedTrustPolicies =>
    [
        $$"""{"Version":"2012-10-17","Statement":[{{Trust}}]}""",
        TrustOf(""" "Principal":{"AWS":"arn:aws:iam::123456789012:root"} """),
        TrustOf(""" "Principal":{"AWS":["123456789012","*"],"Service":"ec2.amazonaws.com","Federated":["accounts.google.com"],"CanonicalUser":"79a5"} """),
        TrustOf(""" "NotPrincipal":{"AWS":"arn:aws:iam::123456789012:user/Mallory"} """),
        TrustOf(""" "Principal":{"AWS":["arn:aws-cn:iam::123456789012:role/a/b/c","arn:aws:iam::123456789012:user/x"]} """),
        TrustOf(""" "Principal":{"AWS":["arn:aws:sts::123456789012:assumed-role/Role/Session","arn:aws:sts::123456789012:federated-user/Bob"]} """),
        TrustOf(""" "Principal":{"AWS":["AIDACKCEVSQ6C2EXAMPLE","AROACKCEVSQ6C2EXAMPLE"],"Federated":"*","Service":"*"} """),
        TrustOf(""" "Principal":{"Federated":"arn:aws:iam::123456789012:saml-provider/Corp"},"Condition":{"StringEquals":{"SAML:aud":"x"}} """),
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

    /// <summary>Values that their operator cannot compare.</summary>
    public static TheoryData<string, string> UnfitValues => new()
    {
        { "Bool", "\"yes\"" },
        { "Bool", "1" },
        { "Bool", "\"\"" },
        { "Null", "\"none\"" },
        { "NumericEquals", "\"ten\"" },
        { "NumericLessThan", "\"\"" },
        { "NumericLessThan", "true" },
        { "NumericLessThan", "1e999" },
        { "NumericLessThan", "\"NaN\"" },
        { "NumericLessThan", "\"1,000\"" },
        { "NumericLessThan", "\"1\\u0000\"" },
        { "DateEquals", "\"yesterday\"" },
        { "DateEquals", "\"2020-13-01\"" },
        { "DateEquals", "\"2020-04-01 00:00:00\"" },
        { "DateEquals", "\"0001-01-01T00:00:00+14:00\"" },
        { "DateEquals", "\"99999999999999999\"" },
        { "DateEquals", "\"\"" },
        { "BinaryEquals", "\"#\"" },
        { "BinaryEquals", "\"QUI\"" },
        { "IpAddress", "\"\"" },
        { "IpAddress", "\"10.0.0\"" },
        { "IpAddress", "\"10.0.0.256\"" },
        { "IpAddress", "\"10.0.0.01\"" },
        { "IpAddress", "\"10.0.0.0.0\"" },
        { "IpAddress", "\"10.0.0.0/33\"" },
        { "IpAddress", "\"10.0.0.0/\"" },
        { "IpAddress", "\"10.0.0.0/-1\"" },
        { "NotIpAddress", "\"2001:db8::/129\"" },
        { "NotIpAddress", "\"2001:db8\"" },
        { "NotIpAddress", "\"1::2::3\"" },
        { "NotIpAddress", "\":::\"" },
        { "NotIpAddress", "\"1:2:3:4:5:6:7:8:9\"" },
        { "NotIpAddress", "\"1:2:3:4:5:6:7::8\"" },
        { "NotIpAddress", "\"1.2.3.4::\"" },
        { "NotIpAddress", "\"::12345\"" },
        { "NotIpAddress", "\"fe80::1%eth0\"" },
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
        { TrustOf(""" "Principal":{"AWS":"arn:aws:iam::123456789012:role/*"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:sts::123456789012:assumed-role/Role/*"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:iam::123456789012:user/Al?ce"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:iam::123456789012:group/Staff"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:iam::123456789012:role/"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:sts::123456789012:assumed-role/Role"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:s3:::bucket"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"arn:aws:iam::12345:root"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"12345678901"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"AWS":"Alice"} """), "$.Statement.Principal.AWS" },
        { TrustOf(""" "Principal":{"Service":"*.amazonaws.com"} """), "$.Statement.Principal.Service" },
        { TrustOf(""" "Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/*"} """), "$.Statement.Principal.Federated" },
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

    [Theory]
    [MemberData(nameof(UnfitValues))]
    public void A_value_that_its_operator_cannot_compare_is_a_fault(string name, string value)
    {
        foreach ((string values, string at) in ((string, string)[])[(value, ""), ($"[{value}]", "[0]")])
        {
            PolicyFault? fault = PolicyParser.Parse(WithCondition($$"""{"{{name}}":{"x:y":{{values}} } }"""), PolicyType.Identity, out PolicyDocument? policy);
            AssertFault($"$.Statement[0].Condition.{name}.x:y{at}", fault, policy);
        }
    }

    [Fact]
    public void A_resource_policy_has_principals_and_resources()
    {
        const string Both = """{"Sid":"any text","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}""";
        Assert.Null(PolicyParser.Parse($$"""{"Statement":{{Both}}}""", PolicyType.Resource, out PolicyDocument? policy));
        Assert.NotNull(Assert.Single(policy!.Statements).Principals);

        AssertFault("$.Statement.Principal", PolicyParser.Parse($$"""{"Statement":{{Statement}}}""", PolicyType.Resource, out policy), policy);
        AssertFault("$.Statement.Resource", PolicyParser.Parse($$"""{"Statement":{{Trust}}}""", PolicyType.Resource, out policy), policy);
    }

    [Fact]
    public void Statement_ids_are_unique_within_a_policy()
    {
        string text = $$"""{"Statement":[{{WithSid("a")}},{{WithSid("")}},{{WithSid("")}},{{WithSid("A")}},{{WithSid("a")}}]}""";
        AssertFault("$.Statement[4].Sid", PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy), policy);

        static string WithSid(string sid) => $$"""{"Sid":"{{sid}}","Effect":"Allow","Action":"*","Resource":"*"}""";
    }

    [Fact]
    public void Principals_and_conditions_are_kept_as_written()
    {
        string text = TrustOf(""" "NotPrincipal":{"AWS":["123456789012","*"],"Service":"ec2.amazonaws.com"},"Condition":{"ForAllValues:stringlikeIFEXISTS":{"aws:TagKeys":["a",1,true]}} """);
        Assert.Null(PolicyParser.Parse(text, PolicyType.Trust, out PolicyDocument? policy));

        Statement statement = Assert.Single(policy!.Statements);
        Assert.True(statement.Principals!.Negated);
        Assert.Equal(
            [new(PrincipalKind.Aws, "123456789012"), new(PrincipalKind.Aws, "*"), new PrincipalEntry(PrincipalKind.Service, "ec2.amazonaws.com")],
            statement.Principals.Entries);
        Condition condition = Assert.Single(statement.Conditions);
        Assert.Equal(new ConditionOperator("ForAllValues:stringlikeIFEXISTS", SetQualifier.ForAllValues, ConditionTest.StringLike, IfExists: true), condition.Operator);
        Assert.Equal("aws:TagKeys", condition.Key);
        Assert.Equal(["a", "1", "true"], condition.Values);
        Assert.True(policy.HasConditions);
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
