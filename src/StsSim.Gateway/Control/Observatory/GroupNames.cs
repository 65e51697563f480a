using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>What the groups of a report are called: by their names, and by what tells them apart where several have the same.</summary>
internal sealed class GroupNames(IReadOnlyList<ClientGroupReport> groups)
{
    private readonly Dictionary<string, ClientGroup[]> _byName =
        groups.GroupBy(report => report.Group.Name).ToDictionary(alike => alike.Key, alike => alike.Select(report => report.Group).ToArray());

    public string Of(ClientGroup group)
    {
        ClientGroup[] alike = _byName.GetValueOrDefault(group.Name) ?? [group];
        string[] apart =
        [
            .. Part(alike, other => other.AccountId, group.AccountId is { } account ? $"account {account}" : "no account"),
            .. Part(alike, other => other.Language, group.Language ?? "no language"),
            .. Part(alike, other => other.IsInferred, group.IsInferred ? "no invocation ids" : "invocation ids"),
        ];
        return apart.Length == 0 ? group.Name : $"{group.Name} ({string.Join(", ", apart)})";
    }

    private static IEnumerable<string> Part<T>(ClientGroup[] alike, Func<ClientGroup, T> by, string text) => alike.Select(by).Distinct().Count() > 1 ? [text] : [];
}
