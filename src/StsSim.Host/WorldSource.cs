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

        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The world file '{path}' cannot be read: {e.Message}", e);
        }

        if (WorldFileReader.Read(text, out IReadOnlyList<WorldFileError> errors) is { } world)
        {
            return world;
        }

        string rest = errors.Count > ErrorsShown ? $"; and {errors.Count - ErrorsShown} more" : "";
        throw new StartupException($"The world file '{path}' is not valid: {string.Join("; ", errors.Take(ErrorsShown))}{rest}");
    }
}
