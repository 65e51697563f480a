namespace StsSim.LoadTests.Runs;

/// <summary>What made the calls of a client group.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Sdk">The SDK and its version; <see langword="null"/> where there was none.</param>
internal sealed record GroupSdk(string Group, string? Sdk)
{
    public static IReadOnlyList<GroupSdk> Of(IEnumerable<PreparedGroup> groups) =>
        [.. groups.Select(group => new GroupSdk(group.Stage.Group.Name, group.Client.Sdk))];
}
