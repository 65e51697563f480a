using Microsoft.Extensions.Configuration;

namespace StsSim.Deploy.Tests.Cluster;

/// <summary>Environment variables as a program reads them, and which of them it asked for.</summary>
internal sealed class AskedSettings : ConfigurationProvider
{
    private const string Separator = "__";

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public AskedSettings(IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach ((string name, string value) in variables)
        {
            Data[name.Replace(Separator, ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = value;
        }
    }

    public IReadOnlySet<string> Names => _names;

    public override bool TryGet(string key, out string? value)
    {
        _names.Add(key.Replace(ConfigurationPath.KeyDelimiter, Separator, StringComparison.Ordinal));
        return base.TryGet(key, out value);
    }
}
