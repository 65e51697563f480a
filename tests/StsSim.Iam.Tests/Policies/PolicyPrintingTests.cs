using CsCheck;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

public sealed class PolicyPrintingTests
{
    [Fact]
    public void Elements_stand_in_the_order_of_the_grammar_and_single_values_alone()
    {
        const string Text =
            """
            {"Statement":{"Condition":{"NumericLessThan":{"x:n":[10]},"StringLike":{"x:s":["a","b"]}},"Resource":["*"],
            "NotAction":["iam:*","s3:*"],"Principal":{"Service":"ec2.amazonaws.com","AWS":["123456789012"]},"Effect":"Deny","Sid":"S1"},
            "Id":"é<&>\"","Version":"2012-10-17"}
            """;
        string printed =
            """
            {"Version":"2012-10-17","Id":"é<&>\"","Statement":[{"Sid":"S1","Effect":"Deny",
            "Principal":{"Service":"ec2.amazonaws.com","AWS":"123456789012"},"NotAction":["iam:*","s3:*"],"Resource":"*",
            "Condition":{"NumericLessThan":{"x:n":"10"},"StringLike":{"x:s":["a","b"]}}}]}
            """.ReplaceLineEndings("");

        Assert.Equal(printed, Parse(Text, PolicyType.Resource).ToJson());
        Assert.Equal(printed, Parse(printed, PolicyType.Resource).ToJson());
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","NotPrincipal":{},"Action":[]}]}""")]
    public void What_is_printed_already_stays_as_it_is(string text) => Assert.Equal(text, Parse(text, PolicyType.Trust).ToJson());

    [Fact]
    public void Printing_and_parsing_come_to_rest_at_once() => PolicyTexts.Resource.Sample(
        text =>
        {
            PolicyDocument policy = Parse(text, PolicyType.Resource);
            string printed = policy.ToJson();
            PolicyDocument again = Parse(printed, PolicyType.Resource);
            return again.ToJson() == printed && again.Statements.Count == policy.Statements.Count;
        },
        iter: 2_000);

    [Fact]
    public void A_mangled_policy_is_a_policy_or_a_fault() => Gen.Select(PolicyTexts.Resource, Gen.Int[0, 10_000], Gen.Int[0, 40], Gen.String).Sample(
        (text, at, length, inserted) =>
        {
            int start = at % text.Length;
            string mangled = text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, inserted);
            foreach (PolicyType type in Enum.GetValues<PolicyType>())
            {
                PolicyFault? fault = PolicyParser.Parse(mangled, type, out PolicyDocument? policy);
                Assert.True(fault is null == policy is not null);
                if (policy is not null)
                {
                    Assert.Equal(policy.ToJson(), Parse(policy.ToJson(), type).ToJson());
                }
            }
        },
        iter: 2_000);

    [Fact]
    public void Any_text_is_a_policy_or_a_fault() => Gen.String.Sample(
        text => PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy) is null == policy is not null, iter: 2_000);

    private static PolicyDocument Parse(string text, PolicyType type)
    {
        PolicyFault? fault = PolicyParser.Parse(text, type, out PolicyDocument? policy);
        Assert.True(fault is null, $"{fault?.Path}: {fault?.Reason} in {text}");
        return policy!;
    }
}
