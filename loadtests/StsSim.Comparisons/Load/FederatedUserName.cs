using System.Globalization;

namespace StsSim.Comparisons.Load;

internal static class FederatedUserName
{
    /// <summary>The name of a federated user, by number.</summary>
    public static string Of(long user) => $"user-{user.ToString(CultureInfo.InvariantCulture)}";
}
