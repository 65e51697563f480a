using System.Runtime.CompilerServices;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.LoadTests.Experiments;
using StsSim.Operations.Experiments;

namespace StsSim.LoadTests.Tests.Experiments;

/// <summary>What ships has to be fit to run: for the simulator's reader, for the program's, and for whoever looks for a page about it.</summary>
public sealed class ReadyExperimentsTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Names => [.. ReadyExperiments.Names];

    [Fact]
    public void There_are_a_dozen_and_more() => Assert.True(ReadyExperiments.Names.Count >= 12);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_simulator_takes_it(string name)
    {
        ExperimentDefinition? experiment = ExperimentReader.Read(File.ReadAllText(Beside($"{name}.json")), out var errors);

        Assert.Empty(errors);
        Assert.NotEmpty(experiment!.Expectations);
        Assert.All(experiment.Phases, phase => Assert.False(string.IsNullOrEmpty(phase.Description)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_can_be_run_as_it_is_while_one_waits(string name)
    {
        ExperimentFile experiment = ReadyExperiments.Find(name);

        Assert.True(experiment.Duration <= Longest);
        Assert.NotEmpty(experiment.Description);
        Assert.True(experiment.Load.Clients.All(client => client.IsFleet) || experiment.Load.Clients.All(client => !client.IsFleet));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_page_that_says_how_to_run_it_and_a_line_in_the_table(string name)
    {
        string page = File.ReadAllText(Beside($"{name}.md"));

        Assert.Contains($"experiment {name}", page, StringComparison.Ordinal);
        foreach (ExperimentPhase phase in ReadyExperiments.Read(name).Phases)
        {
            Assert.Contains($"`{phase.Name}`", page, StringComparison.Ordinal);
        }

        Assert.Contains($"[{name}]({name}.md)", File.ReadAllText(Beside("README.md")), StringComparison.Ordinal);
    }

    private static string Beside(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../loadtests/experiments", file);
}
