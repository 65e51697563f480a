using System.CommandLine;
using System.Text.Json;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Host;

/// <summary>What the command line does with a file without serving it.</summary>
internal static class WorldFileCommands
{
    private const int Invalid = 1;
    private const string Csv = "csv";
    private const string Json = "json";

    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary><c>validate FILE</c>: one line for every error, or one that says what is in the file. One with phases is an experiment.</summary>
    public static Command Validate()
    {
        Argument<string> file = FileArgument("A world file or an experiment file.");
        var command = new Command("validate", "Say whether a world file or an experiment file is valid, and otherwise what is wrong with it, one line an error.") { file };
        command.SetAction(parsed => Run(parsed, () => Validate(parsed.GetRequiredValue(file), parsed)));
        return command;
    }

    /// <summary><c>keys FILE</c>: the access keys that a file has generated, for who is to use them.</summary>
    public static Command Keys()
    {
        Argument<string> file = FileArgument("A world file.");
        var format = new Option<string>("--format") { Description = $"{Csv} or {Json}. [default: {Csv}]", DefaultValueFactory = _ => Csv, HelpName = $"{Csv}|{Json}" };
        format.AcceptOnlyFromAmong(Csv, Json);
        var command = new Command("keys", "List the access keys that a world file has generated, with their secrets.") { file, format };
        command.SetAction(parsed => Run(parsed, () => List(parsed.GetRequiredValue(file), parsed.GetRequiredValue(format), parsed)));
        return command;
    }

    private static int Validate(string path, ParseResult parsed)
    {
        string text = WorldSource.ReadText(path, "file");
        if (ExperimentReader.IsExperiment(text))
        {
            return ValidateExperiment(path, text, parsed);
        }

        if (Read(path, parsed) is not { } world)
        {
            return Invalid;
        }

        parsed.InvocationConfiguration.Output.WriteLine($"{path} is a valid world: {WorldSummary.Of(world)}");
        return 0;
    }

    private static int ValidateExperiment(string path, string text, ParseResult parsed)
    {
        ExperimentDefinition? experiment = ExperimentReader.Read(text, out IReadOnlyList<WorldFileError> errors);
        WriteErrors(errors, parsed);
        if (experiment is null)
        {
            return Invalid;
        }

        parsed.InvocationConfiguration.Output.WriteLine(
            $"{path} is a valid experiment: phases: {experiment.Phases.Count}, seconds: {experiment.Duration.TotalSeconds:0.###}, expectations: {experiment.Expectations.Count}");
        return 0;
    }

    private static int List(string path, string format, ParseResult parsed)
    {
        var keys = new List<GeneratedKey>();
        if (Read(path, parsed, keys.Add) is null)
        {
            return Invalid;
        }

        TextWriter output = parsed.InvocationConfiguration.Output;
        if (format == Json)
        {
            output.WriteLine(JsonSerializer.Serialize(keys, CamelCase));
            return 0;
        }

        // Names of users hold commas now and then; nothing here holds a quotation mark.
        output.WriteLine("accountId,userName,accessKeyId,secretAccessKey");
        foreach (GeneratedKey key in keys)
        {
            string user = key.UserName ?? "";
            output.WriteLine($"{key.AccountId},{(user.Contains(',') ? $"\"{user}\"" : user)},{key.AccessKeyId},{key.SecretAccessKey}");
        }

        return 0;
    }

    private static World? Read(string path, ParseResult parsed, Action<GeneratedKey>? generated = null)
    {
        World? world = WorldSource.Read(path, out IReadOnlyList<WorldFileError> errors, generated);
        WriteErrors(errors, parsed);
        return world;
    }

    private static void WriteErrors(IReadOnlyList<WorldFileError> errors, ParseResult parsed)
    {
        foreach (WorldFileError error in errors)
        {
            parsed.InvocationConfiguration.Error.WriteLine(error);
        }
    }

    private static int Run(ParseResult parsed, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (StartupException e)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"stssim: {e.Message}");
            return Invalid;
        }
    }

    private static Argument<string> FileArgument(string description) => new("FILE") { Description = description };
}
