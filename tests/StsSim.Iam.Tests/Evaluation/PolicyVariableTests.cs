using StsSim.Iam.Evaluation;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>Source: IAM User Guide, "IAM policy elements: Variables and tags".</summary>
public sealed class PolicyVariableTests
{
    public static TheoryData<string, string, bool> Resources => new()
    {
        { "arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/Alice/x", true },
        { "arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/Bob/x", false },
        { "arn:aws:s3:::home/${AWS:UserName}", "arn:aws:s3:::home/Alice", true },
        { "arn:aws:s3:::${aws:username}-${x:team}", "arn:aws:s3:::Alice-Blue", true },
        { "arn:aws:s3:::*/${aws:username}", "arn:aws:s3:::a/b/Alice", true },

        // What is put in stands for itself.
        { "arn:aws:s3:::home/${x:star}", "arn:aws:s3:::home/*", true },
        { "arn:aws:s3:::home/${x:star}", "arn:aws:s3:::home/Alice", false },
        { "arn:aws:s3:::home/${x:star}*", "arn:aws:s3:::home/*/x", true },
        { "arn:aws:s3:::home/${*}", "arn:aws:s3:::home/*", true },
        { "arn:aws:s3:::home/${*}", "arn:aws:s3:::home/x", false },
        { "arn:aws:s3:::home/${?}", "arn:aws:s3:::home/?", true },
        { "arn:aws:s3:::home/${?}", "arn:aws:s3:::home/x", false },
        { "arn:aws:s3:::home/${$}{aws:username}", "arn:aws:s3:::home/${aws:username}", true },

        // No value, or more than one, is like nothing; a default helps the first.
        { "arn:aws:s3:::home/${x:none}", "arn:aws:s3:::home/", false },
        { "arn:aws:s3:::home/${x:none}*", "arn:aws:s3:::home/x", false },
        { "arn:aws:s3:::home/${x:many}", "arn:aws:s3:::home/a", false },
        { "arn:aws:s3:::home/${x:none, 'anybody'}", "arn:aws:s3:::home/anybody", true },
        { "arn:aws:s3:::home/${x:none,'any}body*'}", "arn:aws:s3:::home/any}body*", true },
        { "arn:aws:s3:::home/${aws:username, 'anybody'}", "arn:aws:s3:::home/Alice", true },
        { "arn:aws:s3:::home/${x:many, 'anybody'}", "arn:aws:s3:::home/anybody", false },
        { "arn:aws:s3:::home/${x:none, ''}", "arn:aws:s3:::home/", true },

        // What is not closed is text.
        { "arn:aws:s3:::home/${aws:username", "arn:aws:s3:::home/${aws:username", true },
        { "arn:aws:s3:::home/${}", "arn:aws:s3:::home/${}", false },

        // Numbers, instants and booleans are put in as texts.
        { "arn:aws:s3:::${x:number}/${x:instant}/${x:bool}", "arn:aws:s3:::7/2020-04-01T00:00:00Z/false", true },
    };

    private static DictionaryConditionContext Request { get; } = Context(
        ("aws:username", ConditionValues.Of("Alice")),
        ("x:team", ConditionValues.Of("Blue")),
        ("x:star", ConditionValues.Of("*")),
        ("x:many", ConditionValues.Of(["a", "b"])),
        ("x:number", ConditionValues.Of(7)),
        ("x:bool", ConditionValues.Of(false)),
        ("x:instant", ConditionValues.Of(new DateTimeOffset(2020, 4, 1, 2, 0, 0, TimeSpan.FromHours(2)))),
        ("x:arn", ConditionValues.Of("arn:aws:iam::111122223333:role/a:b")));

    [Theory]
    [MemberData(nameof(Resources))]
    public void Variables_in_a_resource_are_replaced(string pattern, string resource, bool matches)
    {
        Assert.Equal(matches, Allows($$"""{"Effect":"Allow","Action":"*","Resource":"{{pattern}}"}""", resource, Request));
        Assert.Equal(!matches, Allows($$"""{"Effect":"Allow","Action":"*","NotResource":"{{pattern}}"}""", resource, Request));
    }

    [Theory]
    [InlineData("StringEquals", "${aws:username}", "Alice", true)]
    [InlineData("StringEquals", "${aws:username}", "alice", false)]
    [InlineData("StringEqualsIgnoreCase", "${aws:username}", "alice", true)]
    [InlineData("StringEquals", "${x:star}", "*", true)]
    [InlineData("StringEquals", "a${*}", "a*", true)]
    [InlineData("StringLike", "${aws:username}/*", "Alice/x", true)]
    [InlineData("StringLike", "${x:star}", "Alice", false)]
    [InlineData("StringLike", "a${*}", "a*", true)]
    [InlineData("StringLike", "a${*}", "ab", false)]
    [InlineData("StringEquals", "${x:none}", "Alice", false)]
    [InlineData("StringNotEquals", "${aws:username}", "Alice", false)]
    [InlineData("StringNotEquals", "${x:none}", "Alice", true)] // null is not equal to anything
    [InlineData("StringNotLike", "${x:many}", "a", true)]
    [InlineData("ArnLike", "arn:aws:iam::111122223333:user/${aws:username}", "arn:aws:iam::111122223333:user/Alice", true)]
    [InlineData("ArnLike", "arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::111122223333:user/Bob", false)]
    [InlineData("ArnLike", "arn:aws:iam::${x:star}:user/Alice", "arn:aws:iam::111122223333:user/Alice", false)]
    [InlineData("ArnEquals", "${x:arn}", "arn:aws:iam::111122223333:role/a:b", true)]
    [InlineData("ArnNotEquals", "${x:none}", "arn:aws:iam::111122223333:role/a:b", true)]
    public void Variables_in_a_condition_are_replaced(string name, string value, string requestValue, bool holds) =>
        Assert.Equal(holds, Holds($$"""{"{{name}}":{"x:key":"{{value}}"} }""", new Overlay(Request, "x:key", requestValue)));

    [Theory]
    [InlineData("\"Version\":\"2008-10-17\",")]
    [InlineData("")]
    public void Before_version_2012_a_variable_is_text(string version)
    {
        string policy = $$$"""{{{{version}}}"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::home/${aws:username}"}}""";
        var caller = new PrincipalPolicies { Identity = new PolicySet([new NamedPolicy("old", Parse(policy))]) };

        Assert.Equal(Decision.Allowed, Ask("arn:aws:s3:::home/${aws:username}"));
        Assert.Equal(Decision.ImplicitDeny, Ask("arn:aws:s3:::home/Alice"));

        Decision Ask(string resource) =>
            AccessEvaluation.Evaluate(new AccessRequest(SamplePrincipals.Alice, "s3:GetObject", resource, Request), caller, null).Decision;
    }

    [Fact]
    public void A_long_value_is_replaced_as_well()
    {
        string name = new('x', 5_000);
        string statement = """{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username}/${aws:username}"}""";

        Assert.True(Allows(statement, $"arn:aws:s3:::{name}/{name}", Texts("aws:username", name)));
        Assert.False(Allows(statement, $"arn:aws:s3:::{name}/{name}x", Texts("aws:username", name)));
    }

    private sealed class Overlay(ConditionContext under, string key, string value) : ConditionContext
    {
        public override ConditionValues Find(ConditionKey asked) => asked.Name == key ? ConditionValues.Of(value) : under.Find(asked);
    }
}
