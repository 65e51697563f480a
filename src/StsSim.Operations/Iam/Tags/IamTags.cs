using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Tags;

/// <summary>Tags of users, roles, policies, providers and devices. Keys are told apart ignoring case and kept as they were written.</summary>
internal static class IamTags
{
    public const int Maximum = 50;

    /// <summary>Keys are unique ignoring case, and <c>aws:</c> is AWS's own.</summary>
    public static AwsError? Check(IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, _) in tags)
        {
            if (!keys.Add(key))
            {
                return IamErrors.DuplicateTagKeys;
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                return IamErrors.ReservedTagKey;
            }
        }

        return null;
    }

    public static Dictionary<string, string> Of(IReadOnlyList<KeyValuePair<string, string>> tags) => new(tags);

    /// <summary>The tags with others put over them.</summary>
    /// <param name="kind"><c>User</c>, <c>Role</c> and so on, for the quota's name.</param>
    /// <param name="merged">The result; meaningless where there is a refusal.</param>
    public static AwsError? Merge(
        IReadOnlyDictionary<string, string> held, IReadOnlyList<KeyValuePair<string, string>> added, string kind, out Dictionary<string, string> merged)
    {
        merged = Without(held, [.. added.Select(tag => tag.Key)]);
        foreach ((string key, string value) in added)
        {
            merged[key] = value;
        }

        return Check(added) ?? (merged.Count > Maximum ? IamErrors.QuotaExceeded($"TagsPer{kind}", Maximum) : null);
    }

    public static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> held, IReadOnlyList<string> keys) =>
        new(held.Where(tag => !keys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Writes <c>Tags</c>, or nothing where there are none.</summary>
    public static void Write(ResultWriter result, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > 0)
        {
            WriteAll(result, tags);
        }
    }

    /// <summary>Writes <c>Tags</c>, empty where there are none.</summary>
    public static void WriteAll(ResultWriter result, IReadOnlyDictionary<string, string> tags)
    {
        result.BeginList("Tags"u8);
        foreach (KeyValuePair<string, string> tag in InOrder(tags))
        {
            result.BeginStructure("member"u8);
            WriteTag(result, tag);
            result.EndStructure("member"u8);
        }

        result.EndList("Tags"u8);
    }

    /// <summary>The answer of the <c>List…Tags</c> operations.</summary>
    public static IamOutcome List(IamCall call, IReadOnlyDictionary<string, string> tags)
    {
        IamPage<KeyValuePair<string, string>> page = call.Page(InOrder(tags), tag => tag.Key);
        return call.Malformed is { } malformed ? malformed : IamOutcome.Answered(result => page.Write(result, "Tags"u8, WriteTag));
    }

    private static void WriteTag(ResultWriter result, KeyValuePair<string, string> tag)
    {
        result.Member("Key"u8, tag.Key);
        result.Member("Value"u8, tag.Value);
    }

    private static IOrderedEnumerable<KeyValuePair<string, string>> InOrder(IReadOnlyDictionary<string, string> tags) =>
        tags.OrderBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase);
}
