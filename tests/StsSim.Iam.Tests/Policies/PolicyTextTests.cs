using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

/// <summary>What is no JSON, and what a policy holds once it is read.</summary>
public sealed class PolicyTextTests
{
    private const string Sample =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":["s3:*"],"Resource":"arn:aws:s3:::a/*","Condition":{"Bool":{"a:b":"true"}}}]}""";

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("{'Statement':[]}")]
    [InlineData("""{"Statement":[],}""")]
    [InlineData("""{"Statement":[]} {}""")]
    [InlineData("""{"Statement":[] /* comment */}""")]
    [InlineData("\uFEFF{}")]
    [InlineData("""{"Version":"2012-10-17","Version":"2012-10-17"}""")]
    [InlineData("""{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""")]
    public void A_text_that_cannot_be_read_as_json_is_told_apart(string text)
    {
        foreach (PolicyType type in Enum.GetValues<PolicyType>())
        {
            PolicyFault? fault = PolicyParser.Parse(text, type, out PolicyDocument? policy);
            Assert.NotNull(fault);
            Assert.False(fault.IsJson);
            Assert.Equal("$", fault.Path);
            Assert.Null(policy);
        }
    }

    // Attributes cannot hold such a text.
    [Fact]
    public void Half_a_surrogate_pair_that_is_not_escaped_is_no_json()
    {
        foreach (char half in (char[])['\ud800', '\udfff'])
        {
            PolicyFault? fault = PolicyParser.Parse($"{{\"Id\":\"{half}\"}}", PolicyType.Identity, out PolicyDocument? policy);
            Assert.Equal((false, "$"), (fault!.IsJson, fault.Path));
            Assert.Null(policy);
        }
    }

    // Escaped halves of surrogate pairs are JSON by its grammar; only who reads the string finds that it holds no text.
    [Theory]
    [InlineData("""{"Version":"\ud800"}""")]
    [InlineData("""{"Id":"\udc00"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"Statement":{"\ud800":1}}""")]
    [InlineData("""{"Statement":{"Sid":"\ud800"}}""")]
    [InlineData("""{"Statement":{"Effect":"\ud800"}}""")]
    [InlineData("""{"Statement":{"Action":"s3:\ud800"}}""")]
    [InlineData("""{"Statement":{"Resource":["*","arn:aws:s3:::\udfff"]}}""")]
    [InlineData("""{"Statement":{"Condition":{"StringEquals\ud800":{}}}}""")]
    [InlineData("""{"Statement":{"Condition":{"StringEquals":{"\ud800":""}}}}""")]
    public void Half_a_surrogate_pair_is_a_fault_like_any_other(string text)
    {
        PolicyFault? fault = PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy);
        Assert.NotNull(fault);
        Assert.True(fault.IsJson);
        Assert.StartsWith("$", fault.Path, StringComparison.Ordinal);
        Assert.Null(policy);
    }

    [Fact]
    public void Mangled_policies_are_policies_or_faults_and_never_throw()
    {
        string[] insertions = ["\\ud800", "\\", "\"", "{", "}", "[", "]", ":", ",", "null", "1e999", "*", "é", "\0", "Not", " "];
        var random = new Random(77);
        int accepted = 0;
        for (int round = 0; round < 10_000; round++)
        {
            string text = Sample;
            for (int edits = random.Next(1, 4); edits > 0; edits--)
            {
                int at = random.Next(text.Length);
                text = random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, insertions[random.Next(insertions.Length)]);
            }

            PolicyFault? fault = PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy);
            Assert.True((fault is null) == (policy is not null));
            accepted += fault is null ? 1 : 0;
        }

        Assert.InRange(accepted, 1, 5_000);
    }

    [Fact]
    public void A_statement_holds_what_was_written()
    {
        Assert.Null(PolicyParser.Parse(Sample, PolicyType.Identity, out PolicyDocument? policy));
        Statement statement = Assert.Single(policy!.Statements);
        Assert.Equal("Stmt1", statement.Sid);
        Assert.Equal(Effect.Allow, statement.Effect);
        Assert.Equal([new WildcardPattern("s3:*")], statement.Actions.Patterns);
        Assert.Equal([new WildcardPattern("arn:aws:s3:::a/*")], statement.Resources!.Patterns);
        Assert.False(statement.Actions.Negated);
        Assert.True(statement.Actions.IgnoreCase);
        Assert.False(statement.Resources.IgnoreCase);
        Assert.True(statement.HasConditions);
        Assert.True(policy.HasConditions);
        Assert.False(policy.UsesVariables);
    }

    [Fact]
    public void Negated_elements_a_missing_sid_and_an_empty_condition_are_seen()
    {
        const string Text = """{"Statement":{"Effect":"Deny","NotAction":"iam:*","NotResource":"arn:aws:s3:::home/${aws:username}","Condition":{}}}""";
        Assert.Null(PolicyParser.Parse(Text, PolicyType.Identity, out PolicyDocument? policy));
        Statement statement = Assert.Single(policy!.Statements);
        Assert.Null(statement.Sid);
        Assert.Equal(Effect.Deny, statement.Effect);
        Assert.True(statement.Actions.Negated);
        Assert.True(statement.Resources!.Negated);
        Assert.False(policy.HasConditions);
        Assert.True(policy.UsesVariables);
    }
}
