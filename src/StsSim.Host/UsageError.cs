using System.CommandLine;
using StsSim.Operations.Worlds;

namespace StsSim.Host;

/// <summary>What is wrong with a command line, in a sentence.</summary>
internal static class UsageError
{
    /// <param name="parsed">With an error.</param>
    public static string Of(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [string word, ..])
        {
            return parsed.Errors[0].Message;
        }

        string typed = word.Split('=')[0];
        Command root = parsed.RootCommandResult.Command;
        string[] known = typed.StartsWith('-')
            ? [.. parsed.CommandResult.Command.Options.Concat(root.Options).Select(option => option.Name)]
            : [.. root.Subcommands.Select(command => command.Name)];
        return $"There is no {(typed.StartsWith('-') ? "option" : "command")} '{typed}'{(Spelling.Nearest(typed, known) is { } near ? $": did you mean {near}?" : ".")}";
    }
}
