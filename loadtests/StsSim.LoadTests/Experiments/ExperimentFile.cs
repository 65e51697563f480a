using System.Text.Json.Nodes;

namespace StsSim.LoadTests.Experiments;

/// <summary>An experiment as a load generator reads it.</summary>
/// <param name="Seed">Of the faults, and of the load's arrivals and names.</param>
/// <param name="Document">The whole of it, for the simulator.</param>
internal sealed record ExperimentFile(
    string Name, string Description, int Seed, IReadOnlyList<ExperimentPhase> Phases, ExperimentLoad Load, JsonObject Document)
{
    public TimeSpan Duration => Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Duration);

    /// <summary>The same experiment drawn from another seed.</summary>
    public ExperimentFile WithSeed(int seed)
    {
        var document = (JsonObject)Document.DeepClone();
        document["seed"] = seed;
        return this with { Seed = seed, Document = document };
    }

    /// <summary>The same experiment with more that is expected of it.</summary>
    public ExperimentFile Expecting(IReadOnlyList<string> expectations)
    {
        var document = (JsonObject)Document.DeepClone();
        JsonArray all = document["expectations"] as JsonArray ?? [];
        foreach (string expectation in expectations)
        {
            all.Add(expectation);
        }

        document["expectations"] = all.Parent is null ? all : all.DeepClone();
        return this with { Document = document };
    }
}
