using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>The user, group or role whose policies are simulated.</summary>
/// <param name="Policies">Inline and managed ones, a user's groups' among them.</param>
internal sealed record PolicySource(Principal Principal, IReadOnlyList<SimulatedPolicy> Policies, SimulatedPolicy? Boundary)
{
    public bool IsUser => Principal.UniqueId?.StartsWith(UniqueId.User, StringComparison.Ordinal) == true;

    /// <summary>The one that an ARN names, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    public static PolicySource? Find(IamCall call, string arn, out AwsError? refusal)
    {
        string name = arn[(arn.LastIndexOf('/') + 1)..];
        PolicySource? source;
        AwsError otherwise;
        switch (KindOf(arn))
        {
            case "user":
                source = call.FindUser(name, out refusal, named: arn) is { } user ? OfUser(call, user) : null;
                otherwise = IamErrors.NoSuchUser(name);
                break;
            case "group":
                source = call.FindGroup(name, out refusal, named: arn) is { } group ? OfGroup(call, group) : null;
                otherwise = IamErrors.NoSuchGroup(name);
                break;
            case "role":
                source = call.FindRole(name, out refusal, named: arn) is { } role ? OfRole(call, role) : null;
                otherwise = IamErrors.NoSuchRole(name);
                break;
            default:
                refusal = IamErrors.InvalidInput($"Invalid Entity Arn: {arn} does not clearly define entity type and name.");
                return null;
        }

        // Names are found whatever their case and path; an ARN is one text.
        refusal ??= source?.Principal.Arn == arn ? null : otherwise;
        return refusal is null ? source : null;
    }

    /// <summary>What a principal that need not exist is to a policy.</summary>
    public static Principal PrincipalOf(string arn, string accountId, string? uniqueId) =>
        new() { Type = PrincipalType.User, Arn = arn, AccountId = accountId, UniqueId = uniqueId };

    private static PolicySource OfGroup(IamCall call, GroupDefinition group) => new(
        PrincipalOf(Arn.Group(call.Partition, call.AccountId, group.Path, group.Name), call.AccountId, group.GroupId),
        OfHolder(call, "group", group.Name, group.Policies, group.ManagedPolicyArns),
        Boundary: null);

    private static PolicySource OfRole(IamCall call, RoleDefinition role) => new(
        PrincipalOf(Arn.Role(call.Partition, call.AccountId, role.Path, role.Name), call.AccountId, role.RoleId),
        OfHolder(call, "role", role.Name, role.Policies, role.ManagedPolicyArns),
        BoundaryOf(call, role.PermissionsBoundary));

    private static PolicySource OfUser(IamCall call, UserDefinition user)
    {
        IEnumerable<SimulatedPolicy> policies = OfHolder(call, "user", user.Name, user.Policies, user.ManagedPolicyArns);
        foreach (string groupName in user.Groups)
        {
            if (call.Account.Groups.GetValueOrDefault(groupName) is { } group)
            {
                policies = policies.Concat(OfHolder(call, "group", group.Name, group.Policies, group.ManagedPolicyArns));
            }
        }

        string arn = Arn.User(call.Partition, call.AccountId, user.Path, user.Name);
        return new PolicySource(PrincipalOf(arn, call.AccountId, user.UserId), [.. policies], BoundaryOf(call, user.PermissionsBoundary));
    }

    private static List<SimulatedPolicy> OfHolder(
        IamCall call, string kind, string holder, IReadOnlyDictionary<string, string> inline, IReadOnlyList<string> managedArns) =>
    [
        .. inline.Select(policy => SimulatedPolicy.Held($"{kind}_{holder}_{policy.Key}", SimulatedPolicy.IdentityType, policy.Value)),
        .. managedArns.Select(arn => Managed(call, arn, SimulatedPolicy.IdentityType)).OfType<SimulatedPolicy>(),
    ];

    private static SimulatedPolicy? BoundaryOf(IamCall call, string? arn) => arn is null ? null : Managed(call, arn, SimulatedPolicy.BoundaryType);

    private static SimulatedPolicy? Managed(IamCall call, string arn, string type) =>
        (ManagedPolicies.Find(arn) ?? call.Account.FindPolicy(arn)) is { } document
            ? SimulatedPolicy.Held(arn[(arn.LastIndexOf('/') + 1)..], type, document)
            : null;

    private static string? KindOf(string arn) =>
        Arn.TryParse(arn, out ArnParts parts) && parts.Service is "iam" && parts.Resource.IndexOf('/') is > 0 and int slash && slash < parts.Resource.Length - 1
            ? parts.Resource[..slash].ToString()
            : null;
}
