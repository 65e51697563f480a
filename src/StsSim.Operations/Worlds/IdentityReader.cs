using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.Parameters;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the identities of one account of a world file.</summary>
/// <param name="keyIds">All access key ids of the world so far; each may stand once.</param>
internal sealed class IdentityReader(AccountId account, HashSet<string> keyIds)
{
    private const int LongestName = 64;
    private const int ShortestSession = 3600;
    private const int LongestSession = 43200;

    private readonly HashSet<string> _userNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _groupNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _roleNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _policyNames = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<AccessKeyDefinition> ReadAccessKeys(JsonCursor owner) => [.. owner.Items("accessKeys").Select(ReadAccessKey)];

    public IReadOnlyList<ManagedPolicyDefinition> ReadPolicies(JsonCursor owner) => [.. owner.Items("policies").Select(ReadManagedPolicy)];

    public IReadOnlyList<GroupDefinition> ReadGroups(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies) =>
        [.. owner.Items("groups").Select(group => ReadGroup(group, policies))];

    /// <summary>Groups are read before: a user names the ones it is in.</summary>
    public IReadOnlyList<UserDefinition> ReadUsers(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies) =>
        [.. owner.Items("users").Select(user => ReadUser(user, policies))];

    public IReadOnlyList<RoleDefinition> ReadRoles(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies) =>
        [.. owner.Items("roles").Select(role => ReadRole(role, policies))];

    public static IReadOnlyList<MfaDeviceDefinition> ReadMfaDevices(JsonCursor owner) => [.. owner.Items("mfaDevices").Select(ReadMfaDevice)];

    /// <summary>Service or resource control policies; <see langword="null"/> where the member is absent, which limits nothing.</summary>
    public static IReadOnlyDictionary<string, string>? ReadControlPolicies(JsonCursor owner, string member) =>
        owner.TryMember(member, out _) ? ReadInlinePolicies(owner, member) : null;

    private UserDefinition ReadUser(JsonCursor cursor, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        cursor.IsObject("name", "path", "accessKeys", "policies", "managedPolicyArns", "permissionsBoundary", "groups", "mfaDevices", "tags");
        string name = ReadName(cursor, _userNames);
        return new UserDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            UserId = UniqueId.Derive(UniqueId.User, account, $"user/{name}"),
            AccessKeys = ReadAccessKeys(cursor),
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor, policies),
            PermissionsBoundary = ReadPermissionsBoundary(cursor, policies),
            Groups = ReadMemberships(cursor),
            MfaDevices = ReadMfaDevices(cursor),
            Tags = ReadTags(cursor),
        };
    }

    private GroupDefinition ReadGroup(JsonCursor cursor, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        cursor.IsObject("name", "path", "policies", "managedPolicyArns");
        string name = ReadName(cursor, _groupNames);
        return new GroupDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            GroupId = UniqueId.Derive(UniqueId.Group, account, $"group/{name}"),
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor, policies),
        };
    }

    private RoleDefinition ReadRole(JsonCursor cursor, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        cursor.IsObject("name", "path", "trustPolicy", "policies", "managedPolicyArns", "permissionsBoundary", "maxSessionDuration", "tags");
        string name = ReadName(cursor, _roleNames);
        string trustPolicy = "{}";
        if (cursor.TryMember("trustPolicy", out JsonCursor trust))
        {
            trustPolicy = ReadPolicy(trust, PolicyType.Trust);
        }
        else
        {
            cursor.Error("needs a trustPolicy");
        }

        return new RoleDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            RoleId = UniqueId.Derive(UniqueId.Role, account, $"role/{name}"),
            TrustPolicy = trustPolicy,
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor, policies),
            PermissionsBoundary = ReadPermissionsBoundary(cursor, policies),
            MaxSessionDuration = ReadMaxSessionDuration(cursor),
            Tags = ReadTags(cursor),
        };
    }

    private AccessKeyDefinition ReadAccessKey(JsonCursor cursor)
    {
        cursor.IsObject("accessKeyId", "secretAccessKey", "status");
        string id = cursor.RequiredText("accessKeyId");
        bool valid = id.Length is >= 16 and <= 128 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!valid || !keyIds.Add(id))
        {
            cursor.At($"{cursor.Path}.accessKeyId", default).Error("must be 16 to 128 letters and digits, and no other key's");
        }
        else if (id.StartsWith(AccessKeyId.Temporary, StringComparison.Ordinal))
        {
            cursor.At($"{cursor.Path}.accessKeyId", default).Error("must not begin with ASIA, which marks the keys of sessions");
        }

        string status = cursor.OptionalText("status") ?? "Active";
        if (status is not ("Active" or "Inactive"))
        {
            cursor.At($"{cursor.Path}.status", default).Error("must be Active or Inactive");
        }

        string secret = cursor.RequiredText("secretAccessKey");
        if (secret.Length == 0)
        {
            cursor.At($"{cursor.Path}.secretAccessKey", default).Error("must not be empty");
        }

        return new AccessKeyDefinition(id, secret, status == "Active");
    }

    private static MfaDeviceDefinition ReadMfaDevice(JsonCursor cursor)
    {
        cursor.IsObject("serialNumber", "seed");
        string serialNumber = cursor.RequiredText("serialNumber");
        if (serialNumber.Length is < 9 or > 256 || !ParameterPattern.SerialNumber.Matches(serialNumber))
        {
            cursor.At($"{cursor.Path}.serialNumber", default).Error($"must be 9 to 256 characters of {ParameterPattern.SerialNumber.Text}");
        }

        string seed = cursor.RequiredText("seed");
        if (!MfaSeed.TryDecode(seed, out _))
        {
            cursor.At($"{cursor.Path}.seed", default).Error("must be 16 to 256 characters of base 32");
        }

        return new MfaDeviceDefinition(serialNumber, seed);
    }

    private List<string> ReadMemberships(JsonCursor owner)
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

    private static string? ReadPermissionsBoundary(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        if (!owner.TryMember("permissionsBoundary", out JsonCursor member))
        {
            return null;
        }

        string arn = member.Text() ?? "";
        CheckManagedPolicy(member, arn, policies);
        return arn;
    }

    private static void CheckManagedPolicy(JsonCursor cursor, string arn, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        if (ManagedPolicies.Find(arn) is null && policies.All(policy => policy.Arn != arn))
        {
            cursor.Error($"is neither a policy of this account nor an AWS-managed policy known here ({string.Join(", ", ManagedPolicies.Arns)})");
        }
    }

    private ManagedPolicyDefinition ReadManagedPolicy(JsonCursor cursor)
    {
        cursor.IsObject("name", "path", "document");
        string name = ReadName(cursor, _policyNames);
        string document = "{}";
        if (cursor.TryMember("document", out JsonCursor policy))
        {
            document = ReadPolicy(policy, PolicyType.Identity);
        }
        else
        {
            cursor.Error("needs a document");
        }

        string path = ReadPath(cursor);
        return new ManagedPolicyDefinition
        {
            Name = name,
            Path = path,
            Arn = Arn.Policy(Partition.Commercial, account.ToString(), path, name),
            PolicyId = UniqueId.Derive(UniqueId.Policy, account, $"policy/{name}"),
            Versions = [new PolicyVersionDefinition(1, document, default)],
        };
    }

    private static Dictionary<string, string> ReadInlinePolicies(JsonCursor owner, string member = "policies")
    {
        var policies = new Dictionary<string, string>();
        foreach ((string name, JsonCursor document) in owner.Members(member))
        {
            policies[name] = ReadPolicy(document, PolicyType.Identity);
        }

        return policies;
    }

    private static List<string> ReadManagedPolicyArns(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        var arns = new List<string>();
        foreach (JsonCursor item in owner.Items("managedPolicyArns"))
        {
            string arn = item.Text() ?? "";
            CheckManagedPolicy(item, arn, policies);
            arns.Add(arn);
        }

        return arns;
    }

    private static string ReadPolicy(JsonCursor cursor, PolicyType type) => PolicyText.Read(cursor, type, out _);

    private static Dictionary<string, string> ReadTags(JsonCursor owner) =>
        owner.Members("tags").ToDictionary(tag => tag.Name, tag => tag.Value.Text() ?? "");

    private static string ReadName(JsonCursor owner, HashSet<string> taken)
    {
        string name = owner.RequiredText("name");
        bool valid = name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || "_+=,.@-".Contains(c, StringComparison.Ordinal));
        if (!valid || !taken.Add(name))
        {
            owner.At($"{owner.Path}.name", default).Error("must be 1 to 64 characters of [A-Za-z0-9_+=,.@-], unique ignoring case");
        }

        return name;
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

        double seconds = member.Number() ?? ShortestSession;
        if (seconds is < ShortestSession or > LongestSession || seconds != Math.Floor(seconds))
        {
            member.Error($"must be a whole number of seconds between {ShortestSession} and {LongestSession}");
            return ShortestSession;
        }

        return (int)seconds;
    }
}
