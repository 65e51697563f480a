using System.CommandLine;
using System.CommandLine.Parsing;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What is wrong with what was typed, in one line that says what to type instead, or where that is said.</summary>
internal static class ParseRefusal
{
    /// <param name="parsed">With an error.</param>
    public static string Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string sentence = parsed.UnmatchedTokens.Count > 0
            ? Unknown(parsed.UnmatchedTokens[0], command)
            : Sentence(parsed.Errors[0], command);
        if (sentence.Contains("--help", StringComparison.Ordinal))
        {
            return sentence;
        }

        return command is RootCommand ? $"{sentence} See --help." : $"{sentence} See {command.Name} --help.";
    }

    private static string Unknown(string word, Command command)
    {
        if (word.StartsWith('-'))
        {
            string option = word.Split('=')[0];
            return $"There is no option '{option}'.{Misspelling.Hint(option, command.Options.Select(known => known.Name))}";
        }

        if (command is not RootCommand)
        {
            return $"'{word}' is one word too many for {command.Name}.";
        }

        string[] commands = [.. command.Subcommands.Select(known => known.Name)];
        return ScenarioCatalog.Find(word) is { } scenario ? $"There is no command '{word}'; it is a scenario: {ScenarioOption.Name} {scenario.Name} runs it."
            : ReadyExperiments.Names.Contains(word) ? $"There is no command '{word}'; it is an experiment: 'experiment {word}' runs it."
            : $"There is no command '{word}', only {string.Join(", ", commands)}.{Misspelling.Hint(word, commands)}";
    }

    private static string Sentence(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Implicit: true, Option: var option } => $"{command.Name} needs {option.Name} {option.HelpName}.",
        OptionResult { Tokens.Count: 0, Option: { HelpName: not null } option } => $"{option.Name} needs a value: {option.Name} {option.HelpName}.",
        OptionResult { IdentifierTokenCount: > 1, Option: { Arity.MaximumNumberOfValues: 1 } option } => $"{option.Name} may be given only once.",
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult, Argument: var argument } => $"{command.Name} needs {argument.Name}: {char.ToLowerInvariant(argument.Description![0])}{argument.Description[1..]}",
        _ => $"{error.Message.TrimEnd('.', ' ')}{(error.Message.EndsWith('?') ? "" : ".")}",
    };
}
