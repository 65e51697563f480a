using System.Text;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>Worlds as texts, and back.</summary>
internal static class WorldText
{
    public static World Read(string json)
    {
        World? world = WorldFileReader.Read(json, out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        return world!;
    }

    public static IReadOnlyList<WorldFileError> Errors(string json)
    {
        Assert.Null(WorldFileReader.Read(json, out IReadOnlyList<WorldFileError> errors));
        return errors;
    }

    public static async Task<string> WriteAsync(World world, bool withSecrets = true, string? schema = null)
    {
        using var output = new MemoryStream();
        await WorldFileWriter.WriteAsync(output, world, schema, withSecrets);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
