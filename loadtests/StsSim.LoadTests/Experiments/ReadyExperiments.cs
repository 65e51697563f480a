using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Experiments;

/// <summary>The experiments that come with the program, and those that do not.</summary>
internal static class ReadyExperiments
{
    private const string Prefix = "experiments/";
    private const string Suffix = ".json";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ReadyExperiments).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static ExperimentFile Read(string name)
    {
        using Stream stream = typeof(ReadyExperiments).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using var reader = new StreamReader(stream);
        return ExperimentFileReader.Read(reader.ReadToEnd(), name);
    }

    /// <summary>The experiment in a file, or the ready one of that name.</summary>
    public static ExperimentFile Find(string fileOrName)
    {
        if (!File.Exists(fileOrName) && Names.Contains(fileOrName))
        {
            return Read(fileOrName);
        }

        try
        {
            return ExperimentFileReader.Read(File.ReadAllText(fileOrName), fileOrName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && File.Exists(fileOrName))
        {
            throw new CannotRunException($"{fileOrName} cannot be read: {failure.Message.TrimEnd('.')}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CannotRunException(
                $"There is no experiment '{fileOrName}', neither as a file nor among the ready ones that list-experiments shows.{Misspelling.Hint(fileOrName, Names)}", failure);
        }
    }
}
