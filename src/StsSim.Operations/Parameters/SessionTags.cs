using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Parameters;

/// <summary>The <c>Tags</c> and <c>TransitiveTagKeys</c> of a session request.</summary>
internal static class SessionTags
{
    private const int Maximum = 50;

    public static KeyValuePair<string, string>[] Read(QueryParameters parameters, ref ParameterConstraints constraints)
    {
        IReadOnlyList<int> numbers = parameters.MemberNumbers("Tags.member."u8);
        if (numbers.Count == 0)
        {
            return [];
        }

        constraints.Count("tags", numbers.Count, Maximum);
        var tags = new KeyValuePair<string, string>[numbers.Count];
        for (int i = 0; i < tags.Length; i++)
        {
            string? key = parameters.FindMember("Tags.member."u8, numbers[i], ".Key"u8);
            string? value = parameters.FindMember("Tags.member."u8, numbers[i], ".Value"u8);
            constraints.Text($"tags.{i + 1}.member.key", key, required: true, 1, 128, ParameterPattern.TagKey);
            constraints.Text($"tags.{i + 1}.member.value", value, required: true, 0, 256, ParameterPattern.TagValue);
            tags[i] = new(key ?? "", value ?? "");
        }

        return tags;
    }

    public static string[] ReadTransitiveKeys(QueryParameters parameters, ref ParameterConstraints constraints)
    {
        IReadOnlyList<int> numbers = parameters.MemberNumbers("TransitiveTagKeys.member."u8);
        if (numbers.Count == 0)
        {
            return [];
        }

        constraints.Count("transitiveTagKeys", numbers.Count, Maximum);
        string[] keys = new string[numbers.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = parameters.FindMember("TransitiveTagKeys.member."u8, numbers[i], ""u8) ?? "";
            constraints.Text($"transitiveTagKeys.{i + 1}.member", keys[i], required: true, 1, 128, ParameterPattern.TagKey);
        }

        return keys;
    }

    /// <summary>Keys are unique ignoring case, and <c>aws:</c> is AWS's own.</summary>
    public static AwsError? Check(IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (tags.Count == 0)
        {
            return null;
        }

        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, _) in tags)
        {
            if (!keys.Add(key))
            {
                return StsErrors.DuplicateTagKeys;
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                return StsErrors.ReservedTagKey;
            }
        }

        return null;
    }

    /// <summary>Every transitive key is one of the tags, ignoring case, and none that the calling session already passes on is set anew.</summary>
    public static AwsError? CheckTransitive(
        IReadOnlyList<KeyValuePair<string, string>> tags, IReadOnlyList<string> transitiveKeys, IReadOnlyList<string> inheritedKeys)
    {
        foreach (string key in transitiveKeys)
        {
            if (inheritedKeys.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                return StsErrors.TransitiveTagKeyConflict;
            }

            if (!tags.Any(tag => tag.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                return StsErrors.TransitiveTagKeyWithoutTag;
            }
        }

        // A tag may not override one that flows down the chain (IAM User Guide, "Passing session tags").
        return tags.Any(tag => inheritedKeys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)) ? StsErrors.TransitiveTagKeyConflict : null;
    }
}
