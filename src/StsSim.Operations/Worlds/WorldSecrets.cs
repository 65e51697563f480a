using System.Text.Json;

namespace StsSim.Operations.Worlds;

/// <summary>
/// Reads the secrets of a world file. Each is a text, or says where it is: <c>{"env": "NAME"}</c> is an environment
/// variable, <c>{"file": "path"}</c> a file.
/// </summary>
public sealed class WorldSecrets
{
    /// <summary>
    /// What names of environment variables begin with that a request may refer to. Whoever may replace the world may
    /// export it with its secrets, and must not come to know the process's own by that.
    /// </summary>
    public const string VariablePrefix = "STSSIM_";

    // Settings are read from variables whatever their case: the password of Redis may stand in STSSIM__REDIS.
    private const string SettingPrefix = "STSSIM__";

    private readonly string? _folder;
    private readonly Dictionary<string, string> _files = [];

    private WorldSecrets(string? folder) => _folder = folder;

    /// <summary>Those of a file at <paramref name="path"/>: from any variable, and from files relative to it.</summary>
    public static WorldSecrets OfFile(string path) => new(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "");

    /// <summary>Those of a text from elsewhere: from variables named <c>STSSIM_…</c> and from no file.</summary>
    public static WorldSecrets OfText() => new(folder: null);

    /// <summary>A secret that has to be there, or <see langword="null"/>, noted, where it is not.</summary>
    internal string? Required(JsonCursor owner, string member)
    {
        if (!owner.TryMember(member, out JsonCursor cursor))
        {
            cursor.Error("is missing");
            return null;
        }

        if (cursor.Element.ValueKind != JsonValueKind.Object)
        {
            string? text = cursor.Text();
            if (text is "")
            {
                cursor.Error("must not be empty");
            }

            return text is "" ? null : text;
        }

        cursor.IsObject("env", "file");
        bool isVariable = cursor.TryMember("env", out JsonCursor variable);
        bool isFile = cursor.TryMember("file", out JsonCursor file);
        if (isVariable == isFile)
        {
            cursor.Error("must be the secret itself, or {\"env\": \"NAME\"}, or {\"file\": \"path\"}");
            return null;
        }

        return isVariable ? ReadVariable(variable) : ReadFile(file);
    }

    private string? ReadVariable(JsonCursor cursor)
    {
        string name = cursor.Text() ?? "";
        if (_folder is null && !name.StartsWith(VariablePrefix, StringComparison.Ordinal))
        {
            cursor.Error($"must begin with {VariablePrefix}: only a world file given at the start may name other variables");
            return null;
        }

        if (_folder is null && name.StartsWith(SettingPrefix, StringComparison.Ordinal))
        {
            cursor.Error("names a setting of the simulator, which is nobody's secret in a world");
            return null;
        }

        string? value = name.Length == 0 ? null : Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
        {
            cursor.Error($"names the environment variable {name}, which is not set");
            return null;
        }

        return value;
    }

    private string? ReadFile(JsonCursor cursor)
    {
        string name = cursor.Text() ?? "";
        if (_folder is null)
        {
            cursor.Error("is not read: only a world file given at the start may name files");
            return null;
        }

        if (_files.TryGetValue(name, out string? held))
        {
            return held;
        }

        try
        {
            string secret = File.ReadAllText(Path.Combine(_folder, name)).TrimEnd('\r', '\n');
            if (secret.Length > 0)
            {
                return _files[name] = secret;
            }

            cursor.Error($"names the file {name}, which is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            cursor.Error($"names the file {name}, which cannot be read: {e.Message}");
        }

        return null;
    }
}
