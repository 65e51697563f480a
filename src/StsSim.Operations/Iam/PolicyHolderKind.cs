using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam;

/// <summary>What IAM does alike for users, groups and roles, and where the three differ.</summary>
public sealed class PolicyHolderKind
{
    private readonly Finder _find;

    private PolicyHolderKind(string name, ParameterRule nameRule, int policiesSize, Finder find)
    {
        Name = name;
        NameRule = nameRule;
        PoliciesSize = policiesSize;
        _find = find;
    }

    private delegate PolicyHolder? Finder(IamCall call, string name, RequestTerms terms, out AwsError? refusal);

    public static PolicyHolderKind User { get; } = new("User", ParameterRule.UserName, IamLimits.UserPoliciesSize, FindUser);

    public static PolicyHolderKind Group { get; } = new("Group", ParameterRule.GroupName, IamLimits.GroupPoliciesSize, FindGroup);

    public static PolicyHolderKind Role { get; } = new("Role", ParameterRule.RoleName, IamLimits.RolePoliciesSize, FindRole);

    /// <summary><c>User</c>, <c>Group</c> or <c>Role</c>, as operations and quotas are named.</summary>
    public string Name { get; }

    /// <summary>As sentences say it.</summary>
    public string Word => Name.ToLowerInvariant();

    /// <summary>The parameter that names one, e.g. <c>UserName</c>.</summary>
    public string NameParameter => Name + "Name";

    public ParameterRule NameRule { get; }

    /// <summary>The same where managed policies are attached: the service model has shorter names of users there.</summary>
    public ParameterRule AttachedNameRule => Name == User.Name ? ParameterRule.NewUserName : NameRule;

    /// <summary>Characters of all its inline policies, white space not counted.</summary>
    public int PoliciesSize { get; }

    /// <summary>The one named, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none.</param>
    internal PolicyHolder? Find(IamCall call, string name, out AwsError? refusal, RequestTerms? terms = null) =>
        _find(call, name, terms ?? RequestTerms.None, out refusal);

    private static PolicyHolder? FindUser(IamCall call, string name, RequestTerms terms, out AwsError? refusal) =>
        call.FindUser(name, out refusal, terms) is { } user
            ? new PolicyHolder(user.Name, user.Policies, user.ManagedPolicyArns, (inline, attached) =>
                AccountChange.Put(user with { Policies = inline, ManagedPolicyArns = attached }))
            : null;

    private static PolicyHolder? FindGroup(IamCall call, string name, RequestTerms terms, out AwsError? refusal) =>
        call.FindGroup(name, out refusal, terms) is { } group
            ? new PolicyHolder(group.Name, group.Policies, group.ManagedPolicyArns, (inline, attached) =>
                AccountChange.Put(group with { Policies = inline, ManagedPolicyArns = attached }))
            : null;

    private static PolicyHolder? FindRole(IamCall call, string name, RequestTerms terms, out AwsError? refusal) =>
        call.FindRole(name, out refusal, terms) is { } role
            ? new PolicyHolder(role.Name, role.Policies, role.ManagedPolicyArns, (inline, attached) =>
                AccountChange.Put(role with { Policies = inline, ManagedPolicyArns = attached }))
            : null;
}
