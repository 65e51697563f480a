using System.Collections.Immutable;
using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the identities of one account of a world file.</summary>
/// <param name="taken">What stands in the world already, and may stand once.</param>
internal sealed class IdentityReader(AccountId account, TakenIds taken, AccessKeyReader accessKeys, MfaDeviceReader mfaDevices)
{
    private const int LongestName = 64;
    public const int ShortestSession = 3600;
    private const int LongestSession = 43200;

    private readonly HashSet<string> _userNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _groupNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _roleNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _policyNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _policyArns = [];

    /// <summary>First of all: the others name policies.</summary>
    public IReadOnlyList<ManagedPolicyDefinition> ReadPolicies(JsonCursor owner) => [.. owner.Instances("policies", account).Select(ReadManagedPolicy)];

    /// <summary>Before users, who name the ones they are in.</summary>
    public IReadOnlyList<GroupDefinition> ReadGroups(JsonCursor owner) => [.. owner.Instances("groups", account).Select(ReadGroup)];

    public IReadOnlyList<UserDefinition> ReadUsers(JsonCursor owner) => [.. owner.Instances("users", account).Select(ReadUser)];

    public IReadOnlyList<RoleDefinition> ReadRoles(JsonCursor owner) => [.. owner.Instances("roles", account).Select(ReadRole)];

    /// <summary>Service or resource control policies; <see langword="null"/> where the member is absent, which limits nothing.</summary>
    public static IReadOnlyDictionary<string, string>? ReadControlPolicies(JsonCursor owner, string member) =>
        owner.TryMember(member, out _) ? ReadInlinePolicies(owner, member) : null;

    private UserDefinition ReadUser(JsonCursor cursor)
    {
        cursor.IsObject(
            "name", "path", "id", "createdAt", "accessKeys", "policies", "managedPolicyArns", "permissionsBoundary", "groups", "mfaDevices", "tags", "count");
        string name = ReadName(cursor, _userNames);
        return new UserDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            UserId = ReadId(cursor, UniqueId.User, "user", name),
            AccessKeys = accessKeys.Read(cursor, name),
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor),
            PermissionsBoundary = ReadPermissionsBoundary(cursor),
            Groups = cursor.Shared("groups", ReadMemberships),
            MfaDevices = mfaDevices.Read(cursor),
            Tags = ReadTags(cursor),
            CreatedAt = cursor.OptionalTime("createdAt"),
        };
    }

    private GroupDefinition ReadGroup(JsonCursor cursor)
    {
        cursor.IsObject("name", "path", "id", "createdAt", "policies", "managedPolicyArns", "count");
        string name = ReadName(cursor, _groupNames);
        return new GroupDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            GroupId = ReadId(cursor, UniqueId.Group, "group", name),
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor),
            CreatedAt = cursor.OptionalTime("createdAt"),
        };
    }

    private RoleDefinition ReadRole(JsonCursor cursor)
    {
        cursor.IsObject(
            "name", "path", "id", "createdAt", "description", "trustPolicy", "policies", "managedPolicyArns", "permissionsBoundary",
            "maxSessionDuration", "tags", "count");
        string name = ReadName(cursor, _roleNames);
        string roleId = ReadId(cursor, UniqueId.Role, "role", name);
        if (!cursor.TryMember("trustPolicy", out JsonCursor trustPolicy))
        {
            cursor.Error("needs a trustPolicy");
        }

        taken.TrustPolicies[roleId] = trustPolicy;
        return new RoleDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            RoleId = roleId,
            Description = cursor.OptionalText("description"),
            TrustPolicy = cursor.Shared("trustPolicy", owner => PolicyText.Read(owner, "trustPolicy", PolicyType.Trust) ?? "{}"),
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor),
            PermissionsBoundary = ReadPermissionsBoundary(cursor),
            MaxSessionDuration = ReadMaxSessionDuration(cursor),
            Tags = ReadTags(cursor),
            CreatedAt = cursor.OptionalTime("createdAt"),
        };
    }

    private IReadOnlyList<string> ReadMemberships(JsonCursor owner)
    {
        var names = new List<string>();
        foreach (JsonCursor item in owner.Items("groups"))
        {
            string name = item.Text() ?? "";
            if (!_groupNames.Contains(name))
            {
                item.Error("is no group of this account");
            }

            names.Add(name);
        }

        return names;
    }

    // A policy may be deleted while it bounds somebody, who from then on may do nothing.
    private string? ReadPermissionsBoundary(JsonCursor owner)
    {
        if (!owner.TryMember("permissionsBoundary", out JsonCursor member))
        {
            return null;
        }

        if (member.Element.ValueKind == JsonValueKind.Object)
        {
            member.IsObject("deletedPolicyArn");
            return member.RequiredText("deletedPolicyArn");
        }

        string arn = member.Text() ?? "";
        CheckManagedPolicy(member, arn);
        return arn;
    }

    private void CheckManagedPolicy(JsonCursor cursor, string arn)
    {
        if (ManagedPolicies.Find(arn) is null && !_policyArns.Contains(arn))
        {
            cursor.Error($"is neither a policy of this account nor an AWS-managed policy known here ({string.Join(", ", ManagedPolicies.Arns)})");
        }
    }

    private ManagedPolicyDefinition ReadManagedPolicy(JsonCursor cursor)
    {
        cursor.IsObject(
            "name", "path", "id", "createdAt", "updatedAt", "description", "document", "versions", "defaultVersionId", "nextVersionId", "tags", "count");
        string name = ReadName(cursor, _policyNames);
        string path = ReadPath(cursor);
        string arn = Arn.Policy(Partition.Commercial, account.ToString(), path, name);
        _policyArns.Add(arn);
        IReadOnlyList<PolicyVersionDefinition> versions = PolicyVersionsReader.Read(cursor, out int defaultVersion, out int nextVersion);
        return new ManagedPolicyDefinition
        {
            Name = name,
            Path = path,
            Arn = arn,
            PolicyId = ReadId(cursor, UniqueId.Policy, "policy", name),
            Versions = versions,
            DefaultVersion = defaultVersion,
            NextVersion = nextVersion,
            Description = cursor.OptionalText("description"),
            Tags = ReadTags(cursor),
            CreatedAt = cursor.OptionalTime("createdAt"),
            UpdatedAt = cursor.OptionalTime("updatedAt"),
        };
    }

    // Written out only where IAM made it; otherwise the same whenever the world is loaded.
    private string ReadId(JsonCursor owner, string prefix, string kind, string name)
    {
        string derived = UniqueId.Derive(prefix, account, $"{kind}/{name}");
        if (!owner.TryMember("id", out JsonCursor member))
        {
            if (!taken.UniqueIds.Add(derived) && name.Length > 0)
            {
                owner.At($"{owner.Path}.name", default).Error($"gives the id {derived}, which another one here has");
            }

            return derived;
        }

        string id = member.Text() ?? "";
        bool valid = id.StartsWith(prefix, StringComparison.Ordinal) && id.Length is >= 16 and <= 128 && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        if (!valid || !taken.UniqueIds.Add(id))
        {
            member.Error($"must be {prefix} and 12 to 124 upper-case letters and digits, and no other's");
        }

        return id;
    }

    private static IReadOnlyDictionary<string, string> ReadInlinePolicies(JsonCursor owner, string member = "policies") => owner.Shared(member, from =>
    {
        var policies = new Dictionary<string, string>();
        foreach ((string name, JsonCursor document) in from.Members(member))
        {
            policies[name] = PolicyText.Read(document, PolicyType.Identity, out _);
        }

        return policies.Count == 0 ? ImmutableDictionary<string, string>.Empty : (IReadOnlyDictionary<string, string>)policies;
    });

    private List<string> ReadManagedPolicyArns(JsonCursor owner) => owner.Shared("managedPolicyArns", from =>
    {
        var arns = new List<string>();
        foreach (JsonCursor item in from.Items("managedPolicyArns"))
        {
            string arn = item.Text() ?? "";
            CheckManagedPolicy(item, arn);
            arns.Add(arn);
        }

        return arns;
    });

    public static IReadOnlyDictionary<string, string> ReadTags(JsonCursor owner) => owner.Shared("tags", from =>
    {
        var tags = new Dictionary<string, string>();
        foreach ((string key, JsonCursor value) in from.Members("tags"))
        {
            tags[key] = value.Text() ?? "";
        }

        return tags.Count == 0 ? ImmutableDictionary<string, string>.Empty : (IReadOnlyDictionary<string, string>)tags;
    });

    /// <summary>The name; empty, and noted, where it is none.</summary>
    private static string ReadName(JsonCursor owner, HashSet<string> taken)
    {
        string name = owner.RequiredText("name");
        bool valid = name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || "_+=,.@-".Contains(c, StringComparison.Ordinal));
        if (valid && taken.Add(name))
        {
            return name;
        }

        owner.At($"{owner.Path}.name", default).Error("must be 1 to 64 characters of [A-Za-z0-9_+=,.@-], unique ignoring case");
        return "";
    }

    private static string ReadPath(JsonCursor owner)
    {
        string path = owner.OptionalText("path") ?? "/";
        if (path.Length == 0 || path[0] != '/' || path[^1] != '/' || path.Any(c => c is < '!' or > '~'))
        {
            owner.At($"{owner.Path}.path", default).Error("must begin and end with a slash");
        }

        return path;
    }

    private static int ReadMaxSessionDuration(JsonCursor owner)
    {
        if (!owner.TryMember("maxSessionDuration", out JsonCursor member))
        {
            return ShortestSession;
        }

        return member.Whole(ShortestSession, LongestSession) ?? ShortestSession;
    }
}
