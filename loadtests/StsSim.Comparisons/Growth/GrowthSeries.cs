using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Growth;

/// <summary>Something there may be few of and many.</summary>
internal sealed record GrowthSeries(string Name, IReadOnlyList<GrowthPoint> Points)
{
    private const int ManyUsers = 1000;
    private const int StatementsPerPolicy = 50;
    private const string Everything = "\"arn:aws:iam::aws:policy/AdministratorAccess\"";

    public static IReadOnlyList<GrowthSeries> All { get; } =
    [
        new("federated users", [.. Sizes(1, 10, 1000, 100_000, 1_000_000).Select(users => new GrowthPoint(users, WorldOf(1), Users(users)))]),
        new("accounts", [.. Sizes(1, 10, 100, 1000, 10_000).Select(accounts => new GrowthPoint(accounts, WorldOf(accounts), Accounts(accounts)))]),
        new("fault rules", [.. Sizes(0, 10, 100, 1000).Select(rules => new GrowthPoint(rules, WorldOf(1, faults: FaultRules(rules)), Users(ManyUsers)))]),
        new("policy statements", [.. Sizes(1, 10, 100).Select(statements => new GrowthPoint(statements, WorldOf(1, policyArns: PolicyArns(statements), policies: ManagedPolicies(statements)), Users(ManyUsers)))]),
        new("connections", [.. Sizes(1, 8, 64, 512).Select(connections => new GrowthPoint(connections, WorldOf(1), Users(ManyUsers), connections))]),
    ];

    /// <summary>The key of an account, by its number.</summary>
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

    private static int[] Sizes(params int[] sizes) => sizes;

    // Each connection asks for others, so that as many users as there are are asked for soon.
    private static Func<int, SignedRequests, Func<ReadOnlyMemory<byte>>> Users(int users) => (connection, requests) =>
    {
        const int stride = 7919; // a prime, so every user has its turn
        int user = connection * 31;
        return requests.SignAsSent(() => StsRequest.GetFederationToken($"user-{(user = (user + stride) % users).ToString(CultureInfo.InvariantCulture)}"));
    };

    private static Func<int, SignedRequests, Func<ReadOnlyMemory<byte>>> Accounts(int accounts) => (connection, requests) =>
    {
        ClientCredentials[] keys = [.. Enumerable.Range(0, accounts).Select(KeyOf)];
        int account = connection * 31;
        return requests.SignAsSent(
            () => StsRequest.GetFederationToken($"user-{((uint)account % ManyUsers).ToString(CultureInfo.InvariantCulture)}"),
            () => keys[account = (account + 1) % accounts]);
    };

    private static string WorldOf(int accounts, string policyArns = Everything, string policies = "", string faults = "") => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 1000000, "burst": 1000000 } },
          "faults": [{{faults}}],
          "accounts": [{{string.Join(',', Enumerable.Range(0, accounts).Select(account => AccountOf(account, policyArns, policies)))}}]
        }
        """;

    private static string AccountOf(int account, string policyArns, string policies) => $$"""
        { "id": "{{AccountId(account)}}", "policies": [{{policies}}], "users": [{ "name": "loadtest", "managedPolicyArns": [{{policyArns}}],
          "accessKeys": [{ "accessKeyId": "{{KeyOf(account).AccessKeyId}}", "secretAccessKey": "{{KeyOf(account).SecretAccessKey}}" }] }] }
        """;

    private static string AccountId(int account) => (200_000_000_000 + account).ToString(CultureInfo.InvariantCulture);

    // None of them strikes: it is for somebody else.
    private static string FaultRules(int rules) => string.Join(',', Enumerable.Range(0, rules).Select(rule =>
        $$"""{ "id": "rule-{{rule}}", "match": { "operations": ["GetFederationToken"], "federatedUsers": ["nobody-{{rule}}"] }, "effect": { "type": "error", "code": "InternalFailure" } }"""));

    // In managed policies of fifty, for one holds no more than 6,144 characters; the last statement of the last one allows.
    private static string ManagedPolicies(int statements) => string.Join(',', Enumerable.Range(1, statements).Chunk(StatementsPerPolicy).Select((some, policy) => $$"""
        { "name": "many-{{policy}}", "document": { "Version": "2012-10-17", "Statement": [{{string.Join(',', some.Select(at => at == statements
            ? """{"Effect":"Allow","Action":"sts:*","Resource":"*"}"""
            : $$"""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b{{at}}/*"}"""))}}] } }
        """));

    private static string PolicyArns(int statements) => string.Join(
        ',', Enumerable.Range(0, (statements + StatementsPerPolicy - 1) / StatementsPerPolicy).Select(policy => $"\"arn:aws:iam::{AccountId(0)}:policy/many-{policy}\""));
}
