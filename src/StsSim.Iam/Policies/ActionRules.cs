using System.Buffers;

namespace StsSim.Iam.Policies;

/// <summary>What IAM says of the texts in <c>Action</c> and <c>NotAction</c> (recorded).</summary>
internal static class ActionRules
{
    private static readonly SearchValues<char> VendorCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    public static string? FindFault(string action)
    {
        string[] parts = action.Split(':');
        return parts switch
        {
            ["*"] => null,
            [_] => "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
            [var vendor, _] => vendor != "*" && vendor.AsSpan().ContainsAnyExcept(VendorCharacters) ? $"Vendor {vendor} is not valid" : null,
            _ => "Actions/Condition can contain only one colon.",
        };
    }
}
