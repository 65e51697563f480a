using System.Text.RegularExpressions;
using StsSim.Documents.Tests.Scripts;

namespace StsSim.Documents.Tests.Documents;

/// <summary>Says where a document's commands are neither run nor properly marked.</summary>
/// <param name="runners">The test classes and scripts that a block may be run by.</param>
internal sealed partial class Review(IReadOnlySet<string> runners)
{
    // Commands are sh and nothing else, or some would be passed over.
    private static readonly string[] OtherShells =
    [
        "bash", "shell", "console", "shell-session", "sh-session", "shellscript", "zsh", "ksh", "fish", "terminal", "powershell", "pwsh", "ps1", "cmd", "bat", "batch",
    ];

    public IEnumerable<Mistake> MistakesOf(Document document) => document.Mistakes
        .Concat(document.Blocks.SelectMany(block => Sentences(block).Select(sentence => new Mistake(block.Line, sentence))));

    private IEnumerable<string> Sentences(Block block)
    {
        string language = block.Language.Split([' ', ',', '{'], 2)[0];
        if (OtherShells.Contains(language, StringComparer.OrdinalIgnoreCase)
            || (language.Equals("sh", StringComparison.OrdinalIgnoreCase) && !block.IsCommands))
        {
            yield return $"commands are 'sh', not '{block.Language}'";
        }

        if (block.Mark is null && block.Before.StartsWith("<!--", StringComparison.Ordinal))
        {
            yield return $"'{block.Before}' is no mark";
        }

        if (block.IsExecuted && BuildsSomething().Match(BuiltPrograms.In(block.Content)) is { Success: true } match)
        {
            yield return $"'{match.Groups["command"].Value}' would build; these tests have only {string.Join(" and ", BuiltPrograms.Names)}";
        }

        if (block.Mark is { } mark && (WhatIsWrong(mark) ?? WhatIsWrong(mark, block.IsCommands)) is { } sentence)
        {
            yield return sentence;
        }
    }

    private static string? WhatIsWrong(Mark mark, bool ofCommands) => (mark.Kind, ofCommands) switch
    {
        (MarkKind.File, true) => "a file is not 'sh', or its commands would not be run",
        (MarkKind.NotRun or MarkKind.RunBy, false) => "only 'sh' is run",
        _ => null,
    };

    private string? WhatIsWrong(Mark mark) => mark.Kind switch
    {
        MarkKind.NotRun when mark.Text.Length == 0 => "'not run' has no reason",
        MarkKind.RunBy when !runners.Contains(mark.Text) => $"'{mark.Text}' is neither a test class nor a script under .ci",
        MarkKind.File when !FileName().IsMatch(mark.Text) => $"'{mark.Text}' is no name of a file in the working directory",
        _ => null,
    };

    // The scripts beside tests and load tests build what they run.
    [GeneratedRegex(@"(?<command>\bdotnet (run|build|test|publish|pack|restore))\b|^\s*(\w+=\S*\s+)*(?<command>(tests|loadtests|\.ci)/\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex BuildsSomething();

    [GeneratedRegex(@"^\w[\w.-]*$")]
    private static partial Regex FileName();
}
