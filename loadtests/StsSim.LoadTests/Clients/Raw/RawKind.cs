namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Signed HTTP without an SDK.</summary>
internal static class RawKind
{
    public static ClientKind Value { get; } = new(
        "raw",
        "signed HTTP without an SDK and without retries, for load that is limited by nothing but the target",
        Retries: false,
        Missing: static () => null,
        static (setting, _) => Task.FromResult<IStsClient>(new RawClient(setting)));
}
