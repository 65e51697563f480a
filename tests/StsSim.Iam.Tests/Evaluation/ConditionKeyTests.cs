using StsSim.Iam.Evaluation;

namespace StsSim.Iam.Tests.Evaluation;

public sealed class ConditionKeyTests
{
    [Theory]
    [InlineData("aws:PrincipalTag/Team", "aws:principaltag/team", "aws:principaltag", "Team")]
    [InlineData("aws:RequestTag/a/b:c", "aws:requesttag/a/b:c", "aws:requesttag", "a/b:c")]
    [InlineData("aws:username", "aws:username", null, null)]
    [InlineData("accounts.google.com:aud", "accounts.google.com:aud", null, null)]
    [InlineData("oidc.eks.us-east-1.amazonaws.com/id/ABC:sub", "oidc.eks.us-east-1.amazonaws.com/id/abc:sub", null, null)]
    [InlineData("a/b", "a/b", null, null)]
    [InlineData("", "", null, null)]
    public void A_key_knows_its_parts(string text, string name, string? prefix, string? suffix)
    {
        ConditionKey key = ConditionKey.Parse(text);

        Assert.Equal((name, prefix, suffix), (key.Name, key.Prefix, key.Suffix));
        Assert.Equal(key, ConditionKey.Parse(text.ToUpperInvariant()));
        Assert.Equal(key.GetHashCode(), ConditionKey.Parse(text.ToUpperInvariant()).GetHashCode());
        Assert.NotEqual(key, ConditionKey.Parse(text + "x"));
    }
}
