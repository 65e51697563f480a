using System.Collections.Frozen;
using System.Security.Cryptography;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>The files in <c>Page</c> beside this one, by their names.</summary>
internal sealed class DashboardAssets
{
    private const string Prefix = "dashboard/";

    private readonly FrozenDictionary<string, DashboardAsset> _assets = typeof(DashboardAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read);

    public DashboardAsset? Find(string name) => _assets.GetValueOrDefault(name);

    private static DashboardAsset Read(string name)
    {
        using Stream file = typeof(DashboardAssets).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return new DashboardAsset(ContentTypeOf(name), content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"");
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        string other => throw new InvalidOperationException($"The dashboard has a file of the kind '{other}', which is sent as nobody knows what."),
    };
}
