using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Tests.Observatory;

public sealed class ClientExpectationTests
{
    private static readonly ClientGroup Boto = SeenClients.Standard with { ApplicationId = "app-1" };
    private static readonly ClientGroup JavaScript = new("123456789012", "app-2", "aws-sdk-js", "3.1", "js", "standard", IsInferred: false);

    [Theory]
    [InlineData("*", true)]
    [InlineData("app-*", true)]
    [InlineData("APP-1", true)]
    [InlineData("boto3", true)]
    [InlineData("Boto3/1.43.*", true)]
    [InlineData("app-1: Boto3/1.43.11 standard", true)]
    [InlineData("app", false)]
    [InlineData("aws-sdk-*", false)]
    public void Clients_are_named_by_application_sdk_or_name(string pattern, bool isMeant) =>
        Assert.Equal(isMeant, Measure(pattern, ClientFigure.Amplification).IsFor(Boto));

    [Fact]
    public void Each_group_that_is_meant_has_to_hold_it()
    {
        GroupMeasures[] groups = [MeasuresOf(Boto, amplification: 1.1), MeasuresOf(JavaScript, amplification: 1.5)];

        Assert.Equal((1.5, JavaScript.Name), Expecting(Comparison.AtMost, 1.2).WorstOf(groups));
        Assert.Equal((1.5, JavaScript.Name), Expecting(Comparison.AtMost, 2).WorstOf(groups)); // nearest to breaking it
        Assert.Equal((1.1, Boto.Name), Expecting(Comparison.AtLeast, 1).WorstOf(groups));
        Assert.Equal((1.1, Boto.Name), Expecting(Comparison.AtMost, 1.2, "Boto3").WorstOf(groups));
        Assert.Equal((null, null), Expecting(Comparison.AtMost, 2, "nobody").WorstOf(groups));
        Assert.False(Expecting(Comparison.AtMost, 2, "nobody").IsHeldBy(null));
    }

    [Theory]
    [InlineData(1000, 2)] // what waited exactly a second did not come within it
    [InlineData(2000, 3)]
    [InlineData(500, 1)]
    [InlineData(3, 0)]
    public void Retries_within_a_time_are_counted(double withinMs, long retries)
    {
        var seen = new SeenClients();
        double[] waits = [499, 999, 1000, 4000];
        foreach (double wait in waits)
        {
            var call = Guid.NewGuid();
            seen.See(call, 1, 0, "Throttling", durationMs: 0).See(call, 2, wait);
        }

        seen.Tell(5000);

        Assert.Equal(retries, seen.Analysis.Measure(ClientScope.Everything, SeenClients.TicksAt(5000))!.RetriesWithin(withinMs));
    }

    private static Expectation Expecting(Comparison comparison, double value, string clients = "*") =>
        new("as a test wants it", Phase: null, Figure: null, comparison, value) { Clients = Measure(clients, ClientFigure.Amplification) };

    private static ClientMeasure Measure(string clients, ClientFigure figure) => new("a figure", clients, figure, WithinMs: null, PerHourOf: null);

    private static GroupMeasures MeasuresOf(ClientGroup group, double amplification)
    {
        var values = new double?[Enum.GetValues<ClientFigure>().Length];
        values[(int)ClientFigure.Amplification] = amplification;
        return new GroupMeasures(group, new ClientFigures(values), [], []);
    }
}
