namespace StsSim.Iam.Identities;

/// <summary>The parts of an ARN behind <c>arn:</c>, as slices of its text. Region and account may be empty.</summary>
public readonly ref struct ArnParts(
    ReadOnlySpan<char> partition, ReadOnlySpan<char> service, ReadOnlySpan<char> region, ReadOnlySpan<char> account, ReadOnlySpan<char> resource)
{
    public ReadOnlySpan<char> Partition { get; } = partition;

    public ReadOnlySpan<char> Service { get; } = service;

    public ReadOnlySpan<char> Region { get; } = region;

    public ReadOnlySpan<char> Account { get; } = account;

    public ReadOnlySpan<char> Resource { get; } = resource;
}
