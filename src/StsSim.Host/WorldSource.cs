using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Host;

/// <summary>Where the world comes from: a file, or the one embedded.</summary>
internal static class WorldSource
{
    private const int ErrorsShown = 5;

    /// <exception cref="StartupException">The file cannot be read or is no valid world.</exception>
    public static World Read(string? path)
    {
        if (path is null)
        {
            return WorldFileReader.ReadDefault();
        }

        if (Read(path, out IReadOnlyList<WorldFileError> errors) is { } world)
        {
            return world;
        }

        string rest = errors.Count > ErrorsShown ? $"; and {errors.Count - ErrorsShown} more" : "";
        throw new StartupException($"The world file '{path}' is not valid: {string.Join("; ", errors.Take(ErrorsShown))}{rest}");
    }

    /// <summary>The world of a file, or <see langword="null"/> and its errors.</summary>
    /// <exception cref="StartupException">The file cannot be read.</exception>
    public static World? Read(string path, out IReadOnlyList<WorldFileError> errors, Action<GeneratedKey>? generated = null) =>
        WorldFileReader.Read(ReadText(path, "world file"), WorldSecrets.OfFile(path), out errors, generated);

    /// <param name="kind">What the file should be, e.g. <c>world file</c>.</param>
    /// <exception cref="StartupException">The file cannot be read.</exception>
    public static string ReadText(string path, string kind)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The {kind} '{path}' cannot be read: {e.Message}", e);
        }
    }
}
