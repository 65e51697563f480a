using StsSim.Iam.Evaluation;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>
/// Keys that are missing and keys that have several values. Sources: IAM User Guide, "Condition operators", "…IfExists",
/// "Condition operator to check existence of condition keys", "Set operators for multivalued context keys".
/// </summary>
public sealed class ConditionKeyPresenceTests
{
    public static TheoryData<string, string, bool> WithoutTheKey => new()
    {
        { "StringEquals", "a", false },
        { "StringLike", "*", false },
        { "NumericLessThan", "1", false },
        { "DateGreaterThan", "0", false },
        { "Bool", "false", false },
        { "BinaryEquals", "QUJD", false },
        { "IpAddress", "0.0.0.0/0", false },
        { "ArnLike", "arn:*:*:*:*:*", false },
        { "StringNotEquals", "a", true },
        { "StringNotEqualsIgnoreCase", "a", true },
        { "StringNotLike", "*", true },
        { "NumericNotEquals", "1", true },
        { "DateNotEquals", "0", true },
        { "NotIpAddress", "0.0.0.0/0", true },
        { "ArnNotEquals", "arn:*:*:*:*:*", true },
        { "ArnNotLike", "arn:*:*:*:*:*", true },
        { "StringEqualsIfExists", "a", true },
        { "BoolIfExists", "true", true },
        { "StringNotEqualsIfExists", "a", true },
        { "ForAllValues:StringEquals", "a", true },
        { "ForAllValues:StringNotEquals", "a", true },
        { "ForAnyValue:StringEquals", "a", false },
        { "ForAnyValue:StringNotEquals", "a", false },
        { "ForAllValues:StringEqualsIfExists", "a", true },
        { "ForAnyValue:StringEqualsIfExists", "a", true },
        { "Null", "true", true },
        { "Null", "false", false },
    };

    /// <summary>The request's values are a and b.</summary>
    public static TheoryData<string, string, bool> WithTwoValues => new()
    {
        { "StringEquals", "\"a\"", true },
        { "StringEquals", "\"c\"", false },
        { "StringNotEquals", "\"a\"", false },
        { "StringNotEquals", "\"c\"", true },
        { "ForAllValues:StringEquals", "[\"a\",\"b\",\"c\"]", true },
        { "ForAllValues:StringEquals", "\"a\"", false },
        { "ForAllValues:StringLike", "\"?\"", true },
        { "ForAllValues:StringNotEquals", "\"c\"", true },
        { "ForAllValues:StringNotEquals", "\"a\"", false },
        { "ForAnyValue:StringEquals", "\"b\"", true },
        { "ForAnyValue:StringEquals", "\"c\"", false },
        { "ForAnyValue:StringNotEquals", "\"a\"", true },
        { "ForAnyValue:StringNotEquals", "[\"a\",\"b\"]", false },
        { "Null", "\"false\"", true },
        { "Null", "\"true\"", false },
        { "Null", "[\"true\",\"false\"]", true },
    };

    [Theory]
    [MemberData(nameof(WithoutTheKey))]
    public void A_missing_key_fails_positive_operators_and_passes_negated_ones(string name, string value, bool holds)
    {
        string condition = $$"""{"{{name}}":{"x:key":"{{value}}"} }""";

        Assert.Equal(holds, Holds(condition, DictionaryConditionContext.Empty));
        Assert.Equal(holds, Holds(condition, Texts("x:other", "a")));
        Assert.Equal(holds, Holds(condition, Texts("x:key"))); // present without a value is absent
    }

    [Theory]
    [MemberData(nameof(WithTwoValues))]
    public void Several_values_are_taken_as_the_operator_says(string name, string values, bool holds) =>
        Assert.Equal(holds, Holds($$"""{"{{name}}":{"x:key":{{values}} } }""", Texts("x:key", "a", "b")));

    [Fact]
    public void Keys_ignore_case()
    {
        const string Condition = """{"StringEquals":{"AWS:PrincipalTag/Team":"Blue"}}""";

        Assert.True(Holds(Condition, Texts("aws:principaltag/TEAM", "Blue")));
        Assert.False(Holds(Condition, Texts("aws:PrincipalTag/Teams", "Blue")));
    }
}
