using StsSim.Iam.Evaluation;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>
/// One value of a request against the values of a policy. Source of the rules: IAM User Guide, "IAM JSON policy elements:
/// Condition operators".
/// </summary>
public sealed class ConditionOperatorTests
{
    private const string Arn = "arn:aws:sns:us-east-1:111122223333:topic/a/b";

    /// <summary>Operator, the policy's value or values in JSON, the request's value, and whether they match.</summary>
    public static TheoryData<string, string, string, bool> Matches => new()
    {
        // String operators: case counts unless the name says otherwise, wildcards only in Like.
        { "StringEquals", "\"Blue\"", "Blue", true },
        { "StringEquals", "\"Blue\"", "blue", false },
        { "StringEquals", "\"Blue\"", "Blue ", false },
        { "StringEquals", "[\"Red\",\"Blue\"]", "Blue", true },
        { "StringEquals", "[]", "Blue", false },
        { "StringEquals", "\"B*\"", "Blue", false },
        { "StringEquals", "\"B*\"", "B*", true },
        { "StringEquals", "\"\"", "", true },
        { "StringEquals", "10", "10", true },
        { "StringEquals", "true", "true", true },
        { "stringequals", "\"Blue\"", "Blue", true },
        { "StringEqualsIgnoreCase", "\"Blue\"", "bLUE", true },
        { "StringEqualsIgnoreCase", "\"Ärger\"", "ÄRGER", true },
        { "StringEqualsIgnoreCase", "\"Blue\"", "Blues", false },
        { "StringLike", "\"B*\"", "Blue", true },
        { "StringLike", "\"B*\"", "blue", false },
        { "StringLike", "\"?lue\"", "Blue", true },
        { "StringLike", "\"*l*e\"", "Blue", true },
        { "StringLike", "\"?lue\"", "lue", false },
        { "StringLike", "\"Blue\"", "Blue", true },
        { "StringLike", "[\"R*\",\"*e\"]", "Blue", true },

        // Numbers compare as numbers.
        { "NumericEquals", "\"10\"", "10.0", true },
        { "NumericEquals", "10", "1e1", true },
        { "NumericEquals", "10", "ten", false },
        { "NumericLessThan", "10", "9.99", true },
        { "NumericLessThan", "10", "10", false },
        { "NumericLessThan", "10", "-1", true },
        { "NumericLessThan", "[1,10]", "5", true },
        { "NumericLessThanEquals", "10", "10", true },
        { "NumericLessThanEquals", "10", "10.01", false },
        { "NumericGreaterThan", "10", "11", true },
        { "NumericGreaterThan", "10", "9", false },
        { "NumericGreaterThanEquals", "10", "10", true },

        // Dates: ISO 8601 in several forms, or seconds since 1970.
        { "DateEquals", "\"2020-04-01T00:00:00Z\"", "2020-04-01", true },
        { "DateEquals", "\"2020-04-01T00:00:00Z\"", "1585699200", true },
        { "DateEquals", "1585699200", "2020-04-01T02:00:00+02:00", true },
        { "DateEquals", "\"2020-04-01T00:00Z\"", "2020-04-01T00:00:00.000Z", true },
        { "DateEquals", "\"2020-04-01\"", "2020-04-01T00:00:01Z", false },
        { "DateLessThan", "\"2020-04-01\"", "2020-03-31T23:59:59Z", true },
        { "DateLessThan", "\"2020-04-01\"", "2020-04-01", false },
        { "DateLessThanEquals", "\"2020-04-01\"", "2020-04-01", true },
        { "DateGreaterThan", "\"2020-04-01\"", "2020-04-01T00:00:00.5Z", true },
        { "DateGreaterThan", "\"2020-04-01\"", "yesterday", false },
        { "DateGreaterThanEquals", "\"2020-04-01\"", "2020-04-01", true },

        { "Bool", "true", "true", true },
        { "Bool", "\"true\"", "True", true },
        { "Bool", "\"true\"", "false", false },
        { "Bool", "[\"true\",\"false\"]", "false", true },
        { "Bool", "\"true\"", "1", false },

        { "BinaryEquals", "\"QmluYXJ5VmFsdWVJbkJhc2U2NA==\"", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", true },
        { "BinaryEquals", "\"QmluYXJ5\"", "QmluYXJ6", false },
        { "BinaryEquals", "\"QmluYXJ5\"", "no base 64", false },

        // Addresses: one family never matches the other.
        { "IpAddress", "\"203.0.113.0/24\"", "203.0.113.255", true },
        { "IpAddress", "\"203.0.113.0/24\"", "203.0.114.0", false },
        { "IpAddress", "\"203.0.113.77/24\"", "203.0.113.1", true },
        { "IpAddress", "\"203.0.113.7\"", "203.0.113.7", true },
        { "IpAddress", "\"203.0.113.7\"", "203.0.113.8", false },
        { "IpAddress", "\"0.0.0.0/0\"", "198.51.100.1", true },
        { "IpAddress", "\"0.0.0.0/0\"", "2001:db8::1", false },
        { "IpAddress", "\"::/0\"", "2001:db8::1", true },
        { "IpAddress", "\"::/0\"", "198.51.100.1", false },
        { "IpAddress", "\"2001:db8:1234:5678::/64\"", "2001:db8:1234:5678:9ABC::1", true },
        { "IpAddress", "\"2001:db8:1234:5678::/64\"", "2001:db8:1234:5679::1", false },
        { "IpAddress", "\"::1\"", "0:0:0:0:0:0:0:1", true },
        { "IpAddress", "\"198.51.100.1/32\"", "::ffff:198.51.100.1", true },
        { "IpAddress", "[\"10.0.0.0/8\",\"2001:db8::/32\"]", "2001:db8::7", true },
        { "IpAddress", "\"0.0.0.0/0\"", "unknown", false },

        // ARNs: part by part; a wildcard stays within its part, but for the last part's colons.
        { "ArnEquals", $"\"{Arn}\"", Arn, true },
        { "ArnEquals", "\"arn:aws:sns:*:111122223333:topic/*\"", Arn, true },
        { "ArnLike", "\"arn:aws:sns:*:111122223333:topic/*\"", Arn, true },
        { "ArnLike", "\"arn:*:sns:us-east-?:*:topic/a/?\"", Arn, true },
        { "ArnLike", "\"arn:aws:sns:*\"", Arn, false },
        { "ArnLike", "\"arn:aws:*:topic/a/b\"", Arn, false },
        { "ArnLike", "\"arn:aws:SNS:us-east-1:111122223333:topic/a/b\"", Arn, false },
        { "ArnLike", "\"arn:aws:sns:us-east-1:111122223333:topic/A/b\"", Arn, false },
        { "ArnLike", "\"arn:aws:logs:*:*:*\"", "arn:aws:logs:eu-west-1:111122223333:log-group:a:b", true },
        { "ArnLike", "\"*\"", Arn, true },
        { "ArnLike", "\"*\"", "no-arn", false },
        { "ArnLike", "\"arn:aws:sns:us-east-1:111122223333:topic/a/b\"", "no-arn", false },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    public void A_value_matches_or_does_not(string name, string policyValues, string requestValue, bool matches)
    {
        ConditionContext context = Texts("x:key", requestValue);

        Assert.Equal(matches, Holds(Condition(name), context));
        Assert.Equal(matches, Holds(Condition($"{name}IfExists"), context));
        Assert.Equal(matches, Holds(Condition($"ForAnyValue:{name}"), context));
        Assert.Equal(matches, Holds(Condition($"ForAllValues:{name}"), context));
        if (NegationOf(name) is { } negated)
        {
            Assert.Equal(!matches, Holds(Condition(negated), context));
            Assert.Equal(!matches, Holds(Condition($"{negated}IfExists"), context));
            Assert.Equal(!matches, Holds(Condition($"ForAnyValue:{negated}"), context));
            Assert.Equal(!matches, Holds(Condition($"ForAllValues:{negated}"), context));
        }

        string Condition(string of) => $$"""{"{{of}}":{"X:Key":{{policyValues}} } }""";
    }

    [Fact]
    public void All_keys_and_all_operators_have_to_hold()
    {
        const string Both = """{"StringEquals":{"x:a":"1","x:b":"2"},"Bool":{"x:c":"true"}}""";

        Assert.True(Holds(Both, Context(("x:a", ConditionValues.Of("1")), ("x:b", ConditionValues.Of("2")), ("x:c", ConditionValues.Of(true)))));
        Assert.False(Holds(Both, Context(("x:a", ConditionValues.Of("1")), ("x:b", ConditionValues.Of("3")), ("x:c", ConditionValues.Of(true)))));
        Assert.False(Holds(Both, Context(("x:a", ConditionValues.Of("1")), ("x:b", ConditionValues.Of("2")), ("x:c", ConditionValues.Of(false)))));
    }

    [Theory]
    [InlineData("2012-10-17", false)] // a variable, which these operators do not know
    [InlineData("2008-10-17", null)] // plain text, which is no number
    public void Other_operators_than_those_of_texts_and_arns_know_no_variables(string version, bool? holds)
    {
        string text = $$$"""{"Version":"{{{version}}}","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"x:a":"${x:b}"}} } }""";
        var fault = Iam.Policies.PolicyParser.Parse(text, Iam.Policies.PolicyType.Identity, out var policy);

        Assert.Equal(holds is null, fault is not null);
        if (holds is { } expected)
        {
            ConditionContext context = Context(("x:a", ConditionValues.Of(1)), ("x:b", ConditionValues.Of(1)));
            var caller = new PrincipalPolicies { Identity = new PolicySet([new NamedPolicy("policy", policy!)]) };
            AccessDecision decision = AccessEvaluation.Evaluate(new AccessRequest(SamplePrincipals.Alice, "a:b", "*", context), caller, null);
            Assert.Equal(expected, decision.Decision == Decision.Allowed);
        }
    }

    private static string? NegationOf(string name) => name switch
    {
        "StringEquals" => "StringNotEquals",
        "StringEqualsIgnoreCase" => "StringNotEqualsIgnoreCase",
        "StringLike" => "StringNotLike",
        "NumericEquals" => "NumericNotEquals",
        "DateEquals" => "DateNotEquals",
        "IpAddress" => "NotIpAddress",
        "ArnEquals" => "ArnNotEquals",
        "ArnLike" => "ArnNotLike",
        _ => null,
    };
}
