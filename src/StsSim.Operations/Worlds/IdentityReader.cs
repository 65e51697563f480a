using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the identities of one account of a world file.</summary>
/// <param name="keyIds">All access key ids of the world so far; each may stand once.</param>
internal sealed class IdentityReader(AccountId account, HashSet<string> keyIds)
{
    private const int LongestName = 64;
    private const int ShortestSession = 3600;
    private const int LongestSession = 43200;

    private readonly HashSet<string> _userNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _roleNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _policyNames = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<AccessKeyDefinition> ReadAccessKeys(JsonCursor owner) => [.. owner.Items("accessKeys").Select(ReadAccessKey)];

    public IReadOnlyList<ManagedPolicyDefinition> ReadPolicies(JsonCursor owner) => [.. owner.Items("policies").Select(ReadManagedPolicy)];

    public IReadOnlyList<UserDefinition> ReadUsers(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies) =>
        [.. owner.Items("users").Select(user => ReadUser(user, policies))];

    public IReadOnlyList<RoleDefinition> ReadRoles(JsonCursor owner, IReadOnlyList<ManagedPolicyDefinition> policies) =>
        [.. owner.Items("roles").Select(role => ReadRole(role, policies))];

    private UserDefinition ReadUser(JsonCursor cursor, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        cursor.IsObject("name", "path", "accessKeys", "policies", "managedPolicyArns", "tags");
        string name = ReadName(cursor, _userNames);
        return new UserDefinition
        {
            Name = name,
            Path = ReadPath(cursor),
            UserId = UniqueId.Derive(UniqueId.User, account, $"user/{name}"),
            AccessKeys = ReadAccessKeys(cursor),
            Policies = ReadInlinePolicies(cursor),
            ManagedPolicyArns = ReadManagedPolicyArns(cursor, policies),
            Tags = ReadTags(cursor),
        };
    }

    private RoleDefinition ReadRole(JsonCursor cursor, IReadOnlyList<ManagedPolicyDefinition> policies)
    {
        cursor.IsObject("name", "path", "trustPolicy", "policies", "managedPolicyArns", "maxSessionDuration", "tags");
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

        return new ManagedPolicyDefinition($"arn:aws:iam::{account}:policy{ReadPath(cursor)}{name}", document);
    }

    private static Dictionary<string, string> ReadInlinePolicies(JsonCursor owner)
    {
        var policies = new Dictionary<string, string>();
        foreach ((string name, JsonCursor document) in owner.Members("policies"))
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
            if (ManagedPolicies.Find(arn) is null && policies.All(policy => policy.Arn != arn))
            {
                item.Error("is neither a policy of this account nor an AWS-managed policy known here (AdministratorAccess)");
            }

            arns.Add(arn);
        }

        return arns;
    }

    private static string ReadPolicy(JsonCursor cursor, PolicyType type)
    {
        string? text = cursor.Element.ValueKind == JsonValueKind.String ? cursor.Text() : cursor.Json();
        if (text is null)
        {
            return "{}";
        }

        if (PolicyParser.Parse(text, type, out PolicyDocument? policy) is { } fault)
        {
            cursor.At(cursor.Path + fault.Path[1..], default).Error(fault.Reason);
        }
        else if (type == PolicyType.Identity && (policy!.HasConditions || policy.UsesVariables))
        {
            // Loading it would mean granting or denying without looking at what it asks for.
            cursor.Error("uses a Condition or a policy variable, which identity policies cannot use yet");
        }

        return text;
    }

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
