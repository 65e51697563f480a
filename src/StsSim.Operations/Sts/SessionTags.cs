using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Sts;

/// <summary>The <c>Tags</c> of a session request.</summary>
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
}
