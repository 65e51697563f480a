namespace StsSim.Compatibility.Tests.Iam;

/// <summary>Trust policies to create roles with.</summary>
internal static class TrustPolicies
{
    public const string Service = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    /// <param name="principals">ARNs, account ids or unique ids.</param>
    public static string Of(params string[] principals) =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":[{{{string.Join(',', principals.Select(name => $"\"{name}\""))}}}]},"Action":"sts:AssumeRole"}]}""";
}
