namespace StsSim.LoadTests.Simulation;

/// <summary>The rules that one fleet goes by; fleets that are compared differ in nothing else.</summary>
/// <param name="Name">As the command line names it.</param>
internal sealed record FleetGroup(string Name, RetryRules Retries, RefreshRules Refresh)
{
    /// <summary>What SDKs do as they come.</summary>
    public static IReadOnlyList<FleetGroup> Ready { get; } =
    [
        Of("boto3-legacy", "boto3-legacy", "botocore"),
        Of("boto3-standard", "standard-2.0", "botocore"),
        Of("dotnet-standard", "standard-2.0", "dotnet"),
        Of("js", "standard-2.1", "js"),
        Of("java-legacy", "java-legacy", "java-old"),
        Of("go", "standard-2.0-go", "at-expiry"),
        Of("sdk-2026", "standard-2.1", "spec-2026"),
        Of("no-retries", "none", "at-expiry"),
    ];

    /// <summary>A ready one by its name, or <c>retries+refresh</c> by the names of both; <see langword="null"/> where there is none.</summary>
    public static FleetGroup? Find(string name)
    {
        string[] parts = name.Split('+');
        return parts.Length == 2 && RetryRules.Find(parts[0]) is { } retries && RefreshRules.Find(parts[1]) is { } refresh
            ? new FleetGroup(name, retries, refresh)
            : Ready.FirstOrDefault(group => group.Name == name);
    }

    private static FleetGroup Of(string name, string retries, string refresh) =>
        new(name, RetryRules.Find(retries)!, RefreshRules.Find(refresh)!);
}
