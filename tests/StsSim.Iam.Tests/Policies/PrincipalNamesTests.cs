using System.Text.Json;
using CsCheck;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

public sealed class PrincipalNamesTests
{
    private const string Ann = "arn:aws:iam::111122223333:user/ann";

    private const string Single = $$"""{"Statement":{"Principal":{"AWS":"{{Ann}}"} } }""";

    [Fact]
    public void Names_of_AWS_principals_are_found_with_their_places() => Assert.Equal(
        [
            new PrincipalName(Ann, "$.Statement[0].Principal.AWS"),
            new PrincipalName("*", "$.Statement[1].NotPrincipal.AWS[0]"),
            new PrincipalName("111122223333", "$.Statement[1].NotPrincipal.AWS[1]"),
        ],
        PrincipalNames.In($$"""
            {"Id":"{{Ann}}","Statement":[
              {"Sid":"{{Ann}}","Principal":{"AWS":"{{Ann}}","Federated":"{{Ann}}"},"Condition":{"ArnLike":{"AWS":"{{Ann}}"} } },
              {"NotPrincipal":{"Service":["{{Ann}}"],"AWS":["*","111122223333"]},"Action":{"AWS":"{{Ann}}"} },
              {"Principal":"{{Ann}}"}
            ]}
            """).All);

    [Fact]
    public void A_single_statement_needs_no_list() =>
        Assert.Equal([new PrincipalName(Ann, "$.Statement.Principal.AWS")], PrincipalNames.In(Single).All);

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"Statement":[1,[{"Principal":{"AWS":"x"}}],null],"Other":{"Principal":{"AWS":"x"}}}""")]
    [InlineData("""{"Statement":{"Principal":{"AWS":[{"AWS":"x"},1,null,["x"]]}}}""")]
    public void What_is_no_policy_has_no_names(string json) => Assert.Empty(PrincipalNames.In(json).All);

    [Fact]
    public void Only_the_names_change_however_they_are_written()
    {
        const string Written = "{\"Statement\" : [ {\"\\u0050rincipal\":{\"AWS\" :[\"\\u0061nn\", \"bob\"]},\t\"Sid\":\"\\u0061nn\"} ],\n\"Id\":\"é\\/\"}";

        string replaced = PrincipalNames.In(Written).Replace(name => name == "ann" ? "a\"b\\c" : null);

        Assert.Equal(Written.Replace("[\"\\u0061nn\"", "[\"a\\\"b\\\\c\"", StringComparison.Ordinal), replaced);
        Assert.Equal(["a\"b\\c", "bob"], PrincipalNames.In(replaced).All.Select(name => name.Text));
    }

    [Fact]
    public void A_text_whose_names_stay_is_the_text_itself()
    {
        Assert.Same(Single, PrincipalNames.In(Single).Replace(_ => null));
        Assert.Same(Single, PrincipalNames.In(Single).Replace(name => name));
    }

    [Fact]
    public void Of_every_policy_all_but_the_names_stays_byte_for_byte() => Gen.Select(PolicyTexts.Resource, Gen.String[Gen.Char[' ', '~'], 0, 12]).Sample(
        (policy, other) =>
        {
            string[] names = [.. PrincipalNames.In(policy).All.Select(name => name.Text)];
            string replaced = PrincipalNames.In(policy).Replace(name => name + other);

            Assert.Equal(names.Select(name => name + other), PrincipalNames.In(replaced).All.Select(name => name.Text));
            Assert.Equal(policy, PrincipalNames.In(replaced).Replace(name => name[..^other.Length]));
        },
        iter: 2_000);

    [Fact]
    public void The_names_found_are_those_the_parser_reads() => PolicyTexts.Resource.Sample(
        policy =>
        {
            Assert.Null(PolicyParser.Parse(policy, PolicyType.Resource, out PolicyDocument? parsed));
            Assert.Equal(
                parsed!.Statements.SelectMany(statement => statement.Principals!.Entries).Where(entry => entry.Kind == PrincipalKind.Aws).Select(entry => entry.Text),
                PrincipalNames.In(policy).All.Select(name => name.Text));
        },
        iter: 2_000);

    [Fact]
    public void A_text_that_is_no_JSON_is_refused() => Assert.ThrowsAny<JsonException>(() => PrincipalNames.In("{"));
}
