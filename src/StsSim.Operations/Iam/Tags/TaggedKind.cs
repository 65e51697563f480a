using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.MfaDevices;
using StsSim.Operations.Iam.OidcProviders;
using StsSim.Operations.Iam.Policies;
using StsSim.Operations.Iam.SamlProviders;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Tags;

/// <summary>What IAM does alike for everything that carries tags, and where the kinds differ.</summary>
public sealed class TaggedKind
{
    private readonly Finder _find;

    private TaggedKind(string name, string parameter, ParameterRule rule, Finder find)
    {
        (Name, Parameter, Rule) = (name, parameter, rule);
        _find = find;
    }

    private delegate TagHolder? Finder(IamCall call, string id, RequestTerms? terms, out AwsError? refusal);

    public static TaggedKind User { get; } = new("User", "UserName", ParameterRule.UserName, FindUser);

    public static TaggedKind Role { get; } = new("Role", "RoleName", ParameterRule.RoleName, FindRole);

    public static TaggedKind Policy { get; } = new("Policy", "PolicyArn", ParameterRule.Arn, FindPolicy);

    public static TaggedKind OpenIDConnectProvider { get; } =
        new("OpenIDConnectProvider", "OpenIDConnectProviderArn", ParameterRule.Arn, FindOidcProvider) { QuotaName = "OpenIdConnectProvider" };

    public static TaggedKind SamlProvider { get; } = new("SAMLProvider", "SAMLProviderArn", ParameterRule.Arn, FindSamlProvider);

    public static TaggedKind MfaDevice { get; } = new("MFADevice", "SerialNumber", ParameterRule.IamSerialNumber, FindMfaDevice);

    /// <summary>As operations are named, e.g. <c>User</c> in <c>TagUser</c>.</summary>
    public string Name { get; }

    /// <summary>As the quota of its tags is named, where that is not <see cref="Name"/>.</summary>
    public string QuotaName { get => field ?? Name; private init; }

    /// <summary>The parameter that names one, e.g. <c>UserName</c>.</summary>
    public string Parameter { get; }

    public ParameterRule Rule { get; }

    /// <summary>The one named, to read its tags, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none.</param>
    internal TagHolder? Find(IamCall call, string id, out AwsError? refusal) => _find(call, id, terms: null, out refusal);

    /// <summary>Likewise, to change them.</summary>
    /// <param name="terms">The tags or keys asked for.</param>
    internal TagHolder? Find(IamCall call, string id, RequestTerms terms, out AwsError? refusal) => _find(call, id, terms, out refusal);

    private static TagHolder? FindUser(IamCall call, string name, RequestTerms? terms, out AwsError? refusal) =>
        call.FindUser(name, out refusal, terms) is { } user
            ? new TagHolder(user.Tags, tags => AccountChange.Put(user with { Tags = tags }))
            : null;

    private static TagHolder? FindRole(IamCall call, string name, RequestTerms? terms, out AwsError? refusal) =>
        call.FindRole(name, out refusal, terms) is { } role
            ? new TagHolder(role.Tags, tags => AccountChange.Put(role with { Tags = tags }))
            : null;

    // AWS's own policies can be read, and have no tags.
    private static TagHolder? FindPolicy(IamCall call, string arn, RequestTerms? terms, out AwsError? refusal)
    {
        if (terms is null)
        {
            return ManagedPolicy.Find(call, arn, out refusal) is { } read ? new TagHolder(read.Tags, With: null) : null;
        }

        return ManagedPolicy.FindOwn(call, arn, out refusal, terms) is { } policy
            ? new TagHolder(policy.Tags, tags => AccountChange.Put(policy with { Tags = tags }))
            : null;
    }

    private static TagHolder? FindOidcProvider(IamCall call, string arn, RequestTerms? terms, out AwsError? refusal) =>
        OidcProviderLookup.Find(call, arn, out refusal, terms) is { } provider
            ? new TagHolder(provider.Tags, tags => AccountChange.Put(provider with { Tags = tags }))
            : null;

    private static TagHolder? FindSamlProvider(IamCall call, string arn, RequestTerms? terms, out AwsError? refusal) =>
        SamlProviderLookup.Find(call, arn, out refusal, terms) is { } provider
            ? new TagHolder(provider.Tags, tags => AccountChange.Put(provider with { Tags = tags }))
            : null;

    private static TagHolder? FindMfaDevice(IamCall call, string serialNumber, RequestTerms? terms, out AwsError? refusal) =>
        VirtualMfaDevice.Find(call, serialNumber, out refusal, terms) is { } device
            ? new TagHolder(device.Definition.Tags, tags => device.With(device.Definition with { Tags = tags }))
            : null;
}
