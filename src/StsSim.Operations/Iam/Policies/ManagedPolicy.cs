using System.Collections.Immutable;
using System.Globalization;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>A managed policy, of the account or of AWS, as the operations on policies show it.</summary>
internal sealed record ManagedPolicy
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Arn { get; init; }

    public required string PolicyId { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Newest first; of AWS's policies only the one in force is known.</summary>
    public required IReadOnlyList<ManagedPolicyVersion> Versions { get; init; }

    public string DefaultVersionId => Versions.Single(version => version.IsDefault).VersionId;

    /// <summary>Whether a policy is AWS's own.</summary>
    public static bool IsAwsManaged(string arn) => StsSim.Iam.Identities.Arn.TryParse(arn, out ArnParts parts) && parts is { Service: "iam", Account: "aws" };

    /// <summary>The policies of the account, then AWS's, in no particular order.</summary>
    public static IEnumerable<ManagedPolicy> OfAccount(IamCall call) => call.Account.Policies.Values.Select(policy => Of(call, policy));

    public static IEnumerable<ManagedPolicy> OfAws() => StsSim.Iam.Policies.ManagedPolicies.All.Select(Of);

    /// <summary>The policy, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    public static ManagedPolicy? Find(IamCall call, string arn, out AwsError? refusal)
    {
        ManagedPolicyDefinition? own = Look(call, arn, RequestTerms.None, out refusal);
        if (refusal is not null)
        {
            return null;
        }

        if (own is not null)
        {
            return Of(call, own);
        }

        AwsManagedPolicy? aws = StsSim.Iam.Policies.ManagedPolicies.FindPolicy(arn);
        refusal = aws is null ? IamErrors.NoSuchPolicy(arn) : null;
        return aws is null ? null : Of(aws);
    }

    /// <summary>A policy to change: the account's own, since nobody but AWS changes AWS's.</summary>
    public static ManagedPolicyDefinition? FindOwn(IamCall call, string arn, out AwsError? refusal, RequestTerms? terms = null)
    {
        ManagedPolicyDefinition? own = Look(call, arn, terms ?? RequestTerms.None, out refusal);
        refusal ??= own is not null ? null : IsAwsManaged(arn) ? call.DenyPlainly(NameOf(arn)) : IamErrors.NoSuchPolicy(arn);
        return refusal is null ? own : null;
    }

    public static ManagedPolicy Of(IamCall call, ManagedPolicyDefinition policy) => new()
    {
        Name = policy.Name,
        Path = policy.Path,
        Arn = policy.Arn,
        PolicyId = policy.PolicyId,
        Description = policy.Description,
        CreatedAt = call.CreationOf(policy.CreatedAt),
        UpdatedAt = call.CreationOf(policy.UpdatedAt),
        Tags = policy.Tags,
        Versions =
        [
            .. policy.Versions.Reverse().Select(version => new ManagedPolicyVersion(
                VersionIdOf(version.Number), version.Number == policy.DefaultVersion, call.CreationOf(version.CreatedAt), () => version.Document)),
        ],
    };

    public static string VersionIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number}");

    public ManagedPolicyVersion? FindVersion(string versionId) => Versions.FirstOrDefault(version => version.VersionId == versionId);

    private static ManagedPolicy Of(AwsManagedPolicy policy) => new()
    {
        Name = policy.Name,
        Path = policy.Path,
        Arn = policy.Arn,
        PolicyId = policy.PolicyId,
        Description = policy.Description,
        CreatedAt = policy.CreatedAt,
        UpdatedAt = policy.UpdatedAt,
        Versions = [new ManagedPolicyVersion(policy.DefaultVersionId, IsDefault: true, policy.UpdatedAt, () => policy.Document)],
    };

    private static ManagedPolicyDefinition? Look(IamCall call, string arn, RequestTerms terms, out AwsError? refusal)
    {
        if (!StsSim.Iam.Identities.Arn.IsWellFormed(arn))
        {
            refusal = IamErrors.UnparsableArn;
            return null;
        }

        ManagedPolicyDefinition? policy = call.Account.Policies.GetValueOrDefault(arn);
        refusal = call.Authorize(arn, terms with { ResourceTags = policy?.Tags }, NameOf(arn));
        return policy;
    }

    // As AWS's refusals name a policy.
    private static string NameOf(string arn) => $"policy {arn}";
}
