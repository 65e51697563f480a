using System.Text;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Experiments;
using StsSim.Operations.Faults;
using StsSim.Operations.Worlds;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Experiment files: one that is read can be run, so each of its phases ends and each of its rules is understood.</summary>
internal sealed class ExperimentTarget : FuzzTarget
{
    public override string Name => "experiment";

    public override IReadOnlyList<string> Reached => [Accepted, "refused", "no JSON"];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 8;

    public override byte[] Change(byte[] start, FuzzDraw draw) => JsonMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        string json = Encoding.UTF8.GetString(input);
        ExperimentDefinition? experiment = null;
        IReadOnlyList<WorldFileError> errors = Weigh(() =>
        {
            experiment = ExperimentReader.Read(json, out IReadOnlyList<WorldFileError> found);
            return found;
        });
        ReadErrors.Check(experiment is not null, errors);
        _ = ExperimentReader.IsExperiment(json);
        if (experiment is null)
        {
            return errors[0].Reason.StartsWith("is not JSON", StringComparison.Ordinal) ? "no JSON" : "refused";
        }

        Assert.True(ExperimentReader.IsExperiment(json));
        Assert.NotEmpty(experiment.Phases);
        Assert.Equal(experiment.Phases.Count, experiment.Phases.Select(phase => phase.Name).Distinct().Count());
        Assert.All(experiment.Phases, phase =>
        {
            Assert.True(phase.Duration > TimeSpan.Zero, $"{phase.Name} lasts {phase.Duration}.");
            Assert.All(phase.Faults ?? [], rule =>
            {
                FaultRulesReader.Compile(rule, out IReadOnlyList<WorldFileError> faults);
                Assert.Empty(faults);
            });
        });
        Assert.All(experiment.Expectations, expectation =>
            Assert.True(double.IsFinite(expectation.Value) && double.IsFinite(expectation.Clients?.WithinMs ?? 0), expectation.Text));
        return Accepted;
    }
}
