using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam;

/// <summary>The <c>PermissionsBoundary</c> structure of users and roles.</summary>
internal static class PermissionsBoundaryShape
{
    /// <param name="arn"><see langword="null"/> where none is set; then nothing is written.</param>
    public static void Write(ResultWriter result, string? arn)
    {
        if (arn is null)
        {
            return;
        }

        result.BeginStructure("PermissionsBoundary"u8);
        result.Member("PermissionsBoundaryType"u8, "Policy");
        result.Member("PermissionsBoundaryArn"u8, arn);
        result.EndStructure("PermissionsBoundary"u8);
    }
}
