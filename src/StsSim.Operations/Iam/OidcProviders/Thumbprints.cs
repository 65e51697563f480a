using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>The <c>ThumbprintList</c> of a request. AWS counts the characters of a thumbprint and minds nothing else of it.</summary>
internal static class Thumbprints
{
    private const int Length = 40;

    public static AwsError? Check(IReadOnlyList<string> thumbprints)
    {
        if (thumbprints.Count > IamLimits.ThumbprintsPerOidcProvider)
        {
            return IamErrors.TooManyThumbprints;
        }

        return thumbprints.Any(thumbprint => thumbprint.Length != Length) ? IamErrors.ThumbprintLength : null;
    }

    /// <summary>As AWS keeps and shows them.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> thumbprints) =>
        [.. thumbprints.Select(thumbprint => thumbprint.ToLowerInvariant())];
}
