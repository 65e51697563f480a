using System.Globalization;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Worlds;

/// <summary>Writes the identities of one account of a world file, as <see cref="IdentityReader"/> reads them.</summary>
internal sealed class IdentityWriter(WorldJson json, AccountDefinition account)
{
    private readonly AccountId _id = AccountId.Parse(account.AccountId);
    private readonly HashSet<string> _policyArns = [.. account.Policies.Select(policy => policy.Arn)];

    public void User(UserDefinition user)
    {
        json.Writer.WriteString("name", user.Name);
        json.Path(user.Path);
        json.Id(user.UserId, UniqueId.User, _id, $"user/{user.Name}");
        json.Time("createdAt", user.CreatedAt);
        json.List("accessKeys", user.AccessKeys, AccessKey);
        json.Documents("policies", user.Policies);
        json.Texts("managedPolicyArns", user.ManagedPolicyArns);
        Boundary(user.PermissionsBoundary);
        json.Texts("groups", user.Groups);
        json.List("mfaDevices", user.MfaDevices, MfaDevice);
        json.Tags(user.Tags);
    }

    public void Group(GroupDefinition group)
    {
        json.Writer.WriteString("name", group.Name);
        json.Path(group.Path);
        json.Id(group.GroupId, UniqueId.Group, _id, $"group/{group.Name}");
        json.Time("createdAt", group.CreatedAt);
        json.Documents("policies", group.Policies);
        json.Texts("managedPolicyArns", group.ManagedPolicyArns);
    }

    public void Role(RoleDefinition role)
    {
        json.Writer.WriteString("name", role.Name);
        json.Path(role.Path);
        json.Id(role.RoleId, UniqueId.Role, _id, $"role/{role.Name}");
        json.Time("createdAt", role.CreatedAt);
        json.Optional("description", role.Description);
        json.Document("trustPolicy", role.TrustPolicy);
        json.Documents("policies", role.Policies);
        json.Texts("managedPolicyArns", role.ManagedPolicyArns);
        Boundary(role.PermissionsBoundary);
        if (role.MaxSessionDuration != IdentityReader.ShortestSession)
        {
            json.Writer.WriteNumber("maxSessionDuration", role.MaxSessionDuration);
        }

        json.Tags(role.Tags);
    }

    public void Policy(ManagedPolicyDefinition policy)
    {
        json.Writer.WriteString("name", policy.Name);
        json.Path(policy.Path);
        json.Id(policy.PolicyId, UniqueId.Policy, _id, $"policy/{policy.Name}");
        json.Time("createdAt", policy.CreatedAt);
        json.Time("updatedAt", policy.UpdatedAt);
        json.Optional("description", policy.Description);
        PolicyVersionDefinition last = policy.Versions[^1];
        if (policy.Versions.Count == 1 && last.Number == 1 && last.CreatedAt == default)
        {
            json.Document("document", last.Document);
        }
        else
        {
            json.List("versions", policy.Versions, PolicyVersion);
            if (policy.DefaultVersion != last.Number)
            {
                json.Writer.WriteString("defaultVersionId", VersionId(policy.DefaultVersion));
            }
        }

        if (policy.NextVersion != last.Number + 1)
        {
            json.Writer.WriteString("nextVersionId", VersionId(policy.NextVersion));
        }

        json.Tags(policy.Tags);
    }

    private void PolicyVersion(PolicyVersionDefinition version)
    {
        json.Writer.WriteString("versionId", VersionId(version.Number));
        json.Time("createdAt", version.CreatedAt);
        json.Document("document", version.Document);
    }

    public void AccessKey(AccessKeyDefinition key)
    {
        json.Writer.WriteString("accessKeyId", key.AccessKeyId);
        json.Secret("secretAccessKey", key.SecretAccessKey, $"SECRET_{key.AccessKeyId}");
        if (!key.Active)
        {
            json.Writer.WriteString("status", "Inactive");
        }

        json.Time("createdAt", key.CreatedAt);
    }

    public void MfaDevice(MfaDeviceDefinition device)
    {
        json.Writer.WriteString("serialNumber", device.SerialNumber);
        json.Secret("seed", device.Seed, $"SEED_{device.SerialNumber}");
        json.Time("enabledAt", device.EnabledAt);
        if (device.ClockDrift != 0)
        {
            json.Writer.WriteNumber("clockDrift", device.ClockDrift);
        }

        json.Tags(device.Tags);
    }

    private void Boundary(string? arn)
    {
        if (arn is null || ManagedPolicies.Find(arn) is not null || _policyArns.Contains(arn))
        {
            json.Optional("permissionsBoundary", arn);
            return;
        }

        json.Writer.WriteStartObject("permissionsBoundary");
        json.Writer.WriteString("deletedPolicyArn", arn);
        json.Writer.WriteEndObject();
    }

    private static string VersionId(int number) => $"v{number.ToString(CultureInfo.InvariantCulture)}";
}
