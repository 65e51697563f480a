using System.Globalization;
using System.Text.Json;

namespace StsSim.Deploy.Tests.Docker;

/// <summary>A Dockerfile as its instructions, one a line.</summary>
public sealed class Dockerfile
{
    private readonly List<(string Instruction, string Operands)> _lines;

    private Dockerfile(IEnumerable<string> lines) => _lines =
    [
        .. lines
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1].Trim())),
    ];

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Repository.Deploy, "*Dockerfile", SearchOption.AllDirectories);

    /// <summary>The names of all instructions.</summary>
    public IEnumerable<string> Instructions => _lines.Select(line => line.Instruction);

    /// <summary>The image that the last stage begins with.</summary>
    public string BaseImage => Last("FROM");

    /// <summary>Of the last stage: the words of the JSON form, which starts no shell.</summary>
    public string[] Entrypoint => JsonSerializer.Deserialize<string[]>(Last("ENTRYPOINT"))!;

    /// <summary>The names and values of the variables that the image sets.</summary>
    public IReadOnlyDictionary<string, string> Variables =>
        Operands("ENV").Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The ports that the image says it listens on.</summary>
    public IEnumerable<int> Ports => Operands("EXPOSE").SelectMany(ports => ports.Split(' ')).Select(port => int.Parse(port, CultureInfo.InvariantCulture));

    /// <summary>The files that are copied before the packages are restored.</summary>
    public IEnumerable<string> CopiedBeforeRestore => _lines
        .TakeWhile(line => !line.Operands.StartsWith("dotnet restore ", StringComparison.Ordinal))
        .Where(line => line.Instruction == "COPY")
        .SelectMany(line => line.Operands.Split(' ')[..^1]);

    /// <summary>The words of the command that publishes.</summary>
    public string[] Publish => _lines.Single(line => line.Instruction == "RUN" && line.Operands.StartsWith("dotnet publish ", StringComparison.Ordinal)).Operands.Split(' ');

    public static Dockerfile Read(string path) => new(File.ReadLines(path));

    /// <summary>What stands behind every instruction of a name.</summary>
    public IEnumerable<string> Operands(string instruction) => _lines.Where(line => line.Instruction == instruction).Select(line => line.Operands);

    /// <summary>What stands behind the last instruction of a name.</summary>
    public string Last(string instruction) => _lines.Last(line => line.Instruction == instruction).Operands;
}
