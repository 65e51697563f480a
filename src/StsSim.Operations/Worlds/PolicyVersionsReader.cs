using System.Globalization;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the versions of a managed policy: one <c>document</c>, which is v1, or several <c>versions</c>.</summary>
internal static class PolicyVersionsReader
{
    public static IReadOnlyList<PolicyVersionDefinition> Read(JsonCursor owner, out int defaultVersion, out int nextVersion)
    {
        var versions = new List<PolicyVersionDefinition>();
        bool isOne = owner.TryMember("document", out _);
        if (isOne == owner.TryMember("versions", out JsonCursor list))
        {
            owner.Error("needs a document, or versions of it");
        }

        if (isOne)
        {
            versions.Add(new PolicyVersionDefinition(1, ReadDocument(owner), default));
        }

        foreach (JsonCursor version in owner.Items("versions"))
        {
            version.IsObject("versionId", "document", "createdAt");
            int? number = ReadNumber(version, "versionId");
            if (number is null || number <= (versions.Count == 0 ? 0 : versions[^1].Number))
            {
                version.At($"{version.Path}.versionId", default).Error("must be v1 or a later version, and come after those before it");
            }

            if (!version.TryMember("document", out _))
            {
                version.Error("needs a document");
            }

            versions.Add(new PolicyVersionDefinition(number ?? 0, ReadDocument(version), version.OptionalTime("createdAt")));
        }

        if (versions.Count == 0)
        {
            list.Error("must hold at least one version");
        }

        int last = versions.Count == 0 ? 0 : versions[^1].Number;
        int inForce = ReadNumber(owner, "defaultVersionId") ?? last;
        if (versions.Count > 0 && versions.TrueForAll(version => version.Number != inForce))
        {
            owner.At($"{owner.Path}.defaultVersionId", default).Error("is none of the versions");
        }

        int next = ReadNumber(owner, "nextVersionId") ?? last + 1;
        if (next <= last)
        {
            owner.At($"{owner.Path}.nextVersionId", default).Error("must come after all versions");
        }

        (defaultVersion, nextVersion) = (inForce, next);
        return versions;
    }

    private static string ReadDocument(JsonCursor owner) =>
        owner.Shared("document", from => PolicyText.Read(from, "document", PolicyType.Identity) ?? "{}");

    private static int? ReadNumber(JsonCursor owner, string name)
    {
        if (!owner.TryMember(name, out JsonCursor member))
        {
            return null;
        }

        string text = member.Text() ?? "";
        if (text.StartsWith('v') && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
        {
            return number;
        }

        member.Error("must be a version such as v1");
        return null;
    }
}
