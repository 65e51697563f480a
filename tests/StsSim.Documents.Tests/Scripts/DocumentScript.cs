using System.Globalization;
using System.Text;
using StsSim.Documents.Tests.Documents;

namespace StsSim.Documents.Tests.Scripts;

/// <summary>The commands and files of a document, in their order, as one bash script: what one block exports, the next one has.</summary>
internal sealed class DocumentScript
{
    /// <summary>What the output of each block begins with, before its place.</summary>
    public const string Heading = "== ";

    private static readonly string[] DocumentedAddresses = ["127.0.0.1:7870", "localhost:7870"];

    private readonly Document _document;
    private readonly Block[] _blocks;

    /// <param name="isInstalled">Whether the machine has a program; blocks that call one that it has not are left out.</param>
    public DocumentScript(Document document, Func<string, bool> isInstalled)
    {
        _document = document;
        LeftOut = [.. document.Blocks.Where(block => block.IsExecuted)
            .Select(block => (block, missing: InstalledPrograms.CalledBy(block.Content).Where(program => !isInstalled(program)).ToArray()))
            .Where(found => found.missing.Length > 0)
            .Select(found => new Mistake(found.block.Line, $"not installed: {string.Join(", ", found.missing)}"))];
        _blocks = [.. document.Blocks.Where(block => (block.IsExecuted || block.IsFile) && !LeftOut.Any(left => left.Line == block.Line))];
    }

    /// <summary>Blocks that cannot be run here, and why.</summary>
    public IReadOnlyList<Mistake> LeftOut { get; }

    public bool HasCommands => _blocks.Any(block => block.IsExecuted);

    /// <summary>Whether it speaks to a simulator at the address that documents give.</summary>
    public bool NeedsSimulator => _blocks.Any(block => DocumentedAddresses.Any(address => block.Content.Contains(address, StringComparison.Ordinal)));

    /// <param name="simulator">The host and port that take the place of those that documents give.</param>
    /// <param name="output">The file for everything that is written.</param>
    public string Text(string simulator, string output)
    {
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $$"""
            set -eu -o pipefail
            exec < /dev/null > '{{output}}' 2>&1

            # An error over HTTP fails the document, unless the command shows the status itself, or asks for that, too.
            curl() {
              if [[ " $* " =~ \ (-w|-[a-zA-Z]*f[a-zA-Z]*)\  ]]; then command curl "$@"; else command curl --no-progress-meter --fail-with-body "$@"; fi
            }

            """);
        foreach (Block block in _blocks)
        {
            string content = DocumentedAddresses.Aggregate(block.Content, (text, address) => text.Replace(address, simulator, StringComparison.Ordinal));
            script.Append(block.IsFile ? FileOf(block, content) : CommandsOf(block, content));
        }

        return script.ToString();
    }

    private string CommandsOf(Block block, string content) => $"\necho '{Heading}{_document.Path}:{block.Line}'\n{BuiltPrograms.In(content)}\n";

    private static string FileOf(Block block, string content) => $"\ncat > '{block.Mark!.Text}' <<'END_OF_LINE_{block.Line}'\n{content}\nEND_OF_LINE_{block.Line}\n";
}
