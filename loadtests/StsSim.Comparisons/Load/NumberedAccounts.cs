using System.Globalization;
using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Load;

/// <summary>Accounts by number, from 0 on, and a world of them in which everything is in force and no quota is ever reached.</summary>
internal static class NumberedAccounts
{
    private const string Everything = "\"arn:aws:iam::aws:policy/AdministratorAccess\"";

    /// <summary>What requests are signed for; connections go to where the server is.</summary>
    public static Uri SignedHost { get; } = new("http://sts.us-east-1.amazonaws.com/");

    public static string IdOf(int account) => (200_000_000_000 + account).ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of the user of an account.</summary>
    public static ClientCredentials KeyOf(int account)
    {
        // Of the alphabet of access keys, base 32.
        Span<char> id = stackalloc char[16];
        for (int at = id.Length - 1; at >= 0; at--)
        {
            id[at] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[account & 31];
            account >>= 5;
        }

        return new ClientCredentials($"AKIA{id}", "StsSimExampleSecretAccessKeyForLoadTests", SessionToken: null);
    }

    /// <param name="policyArns">Of each user, in JSON; those that allow everything by default.</param>
    /// <param name="policies">Of each account, in JSON.</param>
    /// <param name="faults">The rules of the world, in JSON.</param>
    public static string WorldOf(int accounts, string policyArns = Everything, string policies = "", string faults = "") => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 1000000, "burst": 1000000 } },
          "faults": [{{faults}}],
          "accounts": [{{string.Join(',', Enumerable.Range(0, accounts).Select(account => AccountOf(account, policyArns, policies)))}}]
        }
        """;

    private static string AccountOf(int account, string policyArns, string policies) => $$"""
        { "id": "{{IdOf(account)}}", "policies": [{{policies}}], "users": [{ "name": "loadtest", "managedPolicyArns": [{{policyArns}}],
          "accessKeys": [{ "accessKeyId": "{{KeyOf(account).AccessKeyId}}", "secretAccessKey": "{{KeyOf(account).SecretAccessKey}}" }] }] }
        """;
}
