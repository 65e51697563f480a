using StsSim.Fuzz.Tests.Targets;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>All that is fuzzed.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FormTarget(),
        new AuthorizationHeaderTarget(),
        new PresignedQueryTarget(),
        new SessionTokenTarget(),
        new EncodedMessageTarget(),
        new SamlResponseTarget(),
        new SamlMetadataTarget(),
        new WebIdentityTokenTarget(),
        new KeySetTarget(),
        new PolicyTarget(),
        new WorldFileTarget(),
        new FaultRulesTarget(),
        new ExperimentTarget(),
    ];

    public static FuzzTarget Find(string name) => All.Single(target => target.Name == name);
}
