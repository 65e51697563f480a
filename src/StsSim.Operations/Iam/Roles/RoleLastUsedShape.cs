using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Roles;

/// <summary>The <c>RoleLastUsed</c> structure of the service model.</summary>
internal static class RoleLastUsedShape
{
    // IAM API Reference, RoleLastUsed.
    private static readonly TimeSpan Tracked = TimeSpan.FromDays(400);

    /// <param name="use">The last one, or <see langword="null"/> where there was none.</param>
    public static void Write(ResultWriter result, IamCall call, AccessKeyUse? use)
    {
        result.BeginStructure("RoleLastUsed"u8);
        if (use is not null && use.At > call.Now - Tracked)
        {
            result.Member("LastUsedDate"u8, use.At);
            result.Member("Region"u8, use.Region);
        }

        result.EndStructure("RoleLastUsed"u8);
    }
}
