using System.Security.Cryptography;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Clocks;
using StsSim.Operations.Faults;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>
/// Reads an experiment file, JSON with comments: phases with what each does wrong, and what is expected of the figures.
/// Reports all errors at once, each with its JSON path.
/// </summary>
public static class ExperimentReader
{
    internal const int MostPhases = 100;
    internal const int MostExpectations = 200;
    internal const int LongestName = 200;

    // What JSON numbers carry exactly, in whatever language they are read again.
    private const double MostSeed = 9_007_199_254_740_991;

    /// <summary>The JSON Schema of experiment files.</summary>
    public static string ReadSchema() => JsonFile.Embedded("experiment.schema.json");

    /// <summary>Whether a text is meant to be an experiment: it has phases, as no world does.</summary>
    public static bool IsExperiment(string json) => JsonFile.Read(json, root => root.TryMember("phases", out _) ? root.Path : "", out _) is { Length: > 0 };

    /// <summary>The experiment, or <see langword="null"/> and at least one error.</summary>
    public static ExperimentDefinition? Read(string json, out IReadOnlyList<WorldFileError> errors) => JsonFile.Read(json, Read, out errors);

    /// <summary>The experiment; what is wrong is noted where the cursor notes errors. Without a seed it gets one at random.</summary>
    public static ExperimentDefinition Read(JsonCursor root)
    {
        root.IsObject("$schema", "name", "description", "seed", "accountId", "phases", "expectations", "load");
        root.OptionalText("$schema");
        PhaseDefinition[] phases = ReadPhases(root);
        return new ExperimentDefinition
        {
            Name = ReadName(root),
            Description = root.OptionalText("description"),
            Seed = ReadSeed(root),
            AccountId = ReadAccountId(root),
            Phases = phases,
            Expectations = ReadExpectations(root, phases),
            Load = LoadReader.Read(root, "load"),
        };
    }

    private static string ReadName(JsonCursor root)
    {
        string name = root.RequiredText("name");
        if (root.TryMember("name", out JsonCursor member) && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
        {
            member.Error($"must be 1 to {LongestName} characters");
        }

        return name;
    }

    private static long ReadSeed(JsonCursor root)
    {
        if (root.OptionalNumber("seed") is not { } seed)
        {
            return RandomNumberGenerator.GetInt32(int.MaxValue);
        }

        if (seed != Math.Floor(seed) || Math.Abs(seed) > MostSeed)
        {
            root.At("$.seed", default).Error("must be a whole number of 53 bits");
            return 0;
        }

        return (long)seed;
    }

    private static string? ReadAccountId(JsonCursor root)
    {
        string? accountId = root.OptionalText("accountId");
        if (accountId is not null && !AccountId.TryParse(accountId, out _))
        {
            root.At("$.accountId", default).Error("must be twelve digits");
        }

        return accountId;
    }

    private static PhaseDefinition[] ReadPhases(JsonCursor root)
    {
        var names = new HashSet<string>();
        PhaseDefinition[] phases = [.. root.Items("phases").Select(phase => ReadPhase(phase, names))];
        if (phases.Length is 0 or > MostPhases)
        {
            root.At("$.phases", default).Error($"must hold 1 to {MostPhases} phases");
        }

        return phases;
    }

    private static PhaseDefinition ReadPhase(JsonCursor phase, HashSet<string> names)
    {
        phase.IsObject("name", "description", "duration", "quotas", "faults", "clock");
        return new PhaseDefinition
        {
            Name = ReadPhaseName(phase, names),
            Description = phase.OptionalText("description"),
            Duration = DurationReader.Read(phase, "duration"),
            Quotas = phase.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, AccountQuotas.Aws) : null,
            Faults = FaultRulesReader.ReadAll(phase, "faults"),
            Clock = phase.TryMember("clock", out JsonCursor clock) ? ClockSettingsReader.Read(clock) : null,
        };
    }

    private static string ReadPhaseName(JsonCursor phase, HashSet<string> names)
    {
        string name = phase.RequiredText("name");
        if (!phase.TryMember("name", out JsonCursor member))
        {
            return name;
        }

        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(ExpectationReader.NameCharacters))
        {
            member.Error("must be letters, digits and hyphens");
        }
        else if (!names.Add(name))
        {
            member.Error("is the name of another phase");
        }

        return name;
    }

    private static Expectation[] ReadExpectations(JsonCursor root, PhaseDefinition[] phases)
    {
        Expectation[] expectations = [.. root.Items("expectations").Select(item => ExpectationReader.Read(item, phases)).OfType<Expectation>()];
        if (expectations.Length > MostExpectations)
        {
            root.At("$.expectations", default).Error($"must hold {MostExpectations} at most");
        }

        return expectations;
    }
}
