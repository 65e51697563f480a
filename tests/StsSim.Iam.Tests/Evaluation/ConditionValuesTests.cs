using StsSim.Iam.Evaluation;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

public sealed class ConditionValuesTests
{
    private static readonly DateTimeOffset Instant = new(2020, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<ConditionValues, string, string> TypedValues => new()
    {
        { ConditionValues.Of(Instant), "DateEquals", "2020-04-01T00:00:00Z" },
        { ConditionValues.Of(Instant), "StringEquals", "2020-04-01T00:00:00Z" },
        { ConditionValues.Of(Instant), "NumericEquals", "1585699200" },
        { ConditionValues.Of(1585699200), "DateEquals", "2020-04-01T00:00:00Z" },
        { ConditionValues.Of(1585699200), "NumericEquals", "1585699200" },
        { ConditionValues.Of(1585699200), "StringEquals", "1585699200" },
        { ConditionValues.Of(0.5), "NumericEquals", "0.50" },
        { ConditionValues.Of(0.5), "StringEquals", "0.5" },
        { ConditionValues.Of(true), "Bool", "true" },
        { ConditionValues.Of(false), "Bool", "false" },
        { ConditionValues.Of(true), "StringEquals", "true" },
        { ConditionValues.Of(false), "StringLike", "f*" },
    };

    [Theory]
    [MemberData(nameof(TypedValues))]
    public void A_value_answers_every_operator_that_can_take_it(ConditionValues value, string name, string expected)
    {
        Assert.True(Holds($$"""{"{{name}}":{"x:key":"{{expected}}"} }""", Context(("x:key", value))));
        Assert.True(value.IsPresent);
        Assert.Equal(1, value.Count);
    }

    [Fact]
    public void A_value_of_another_type_matches_nothing()
    {
        Assert.False(Holds("""{"Bool":{"x:key":["true","false"]}}""", Context(("x:key", ConditionValues.Of(1)))));
        Assert.False(Holds("""{"NumericGreaterThanEquals":{"x:key":"0"}}""", Context(("x:key", ConditionValues.Of(true)))));
        Assert.False(Holds("""{"DateGreaterThanEquals":{"x:key":"0"}}""", Context(("x:key", ConditionValues.Of(long.MaxValue)))));
    }

    [Fact]
    public void Absent_is_default_null_and_an_empty_list()
    {
        foreach (ConditionValues absent in (ConditionValues[])[default, ConditionValues.Of((string?)null), ConditionValues.Of((IReadOnlyList<string>)[])])
        {
            Assert.False(absent.IsPresent);
            Assert.Equal(0, absent.Count);
            Assert.ThrowsAny<ArgumentException>(() => absent[0]);
        }
    }

    [Fact]
    public void Texts_are_read_by_their_place()
    {
        ConditionValues values = ConditionValues.Of(["a", "b"]);

        Assert.Equal(2, values.Count);
        Assert.Equal(("a", "b"), (values[0], values[1]));
        Assert.Equal("2020-04-01T00:00:00Z", ConditionValues.Of(Instant)[0]);
        Assert.Equal("-7", ConditionValues.Of(-7)[0]);
        Assert.Equal("false", ConditionValues.Of(false)[0]);
        Assert.ThrowsAny<ArgumentException>(() => ConditionValues.Of("a")[1]);
    }
}
