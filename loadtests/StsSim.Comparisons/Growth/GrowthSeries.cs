using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Growth;

/// <summary>Something there may be few of and many.</summary>
internal sealed record GrowthSeries(string Name, IReadOnlyList<GrowthPoint> Points)
{
    private const int ManyUsers = 1000;
    private const int StatementsPerPolicy = 50;

    public static IReadOnlyList<GrowthSeries> All { get; } =
    [
        new("federated users", [.. Sizes(1, 10, 1000, 100_000, 1_000_000).Select(UsersOf)]),
        new("accounts", [.. Sizes(1, 10, 100, 1000, 10_000).Select(accounts => new GrowthPoint(accounts, NumberedAccounts.WorldOf(accounts), Accounts(accounts)))]),
        new("fault rules", [.. Sizes(0, 10, 100, 1000).Select(rules => new GrowthPoint(rules, NumberedAccounts.WorldOf(1, faults: FaultRules(rules)), Users(ManyUsers)))]),
        new("policy statements", [.. Sizes(1, 10, 100).Select(statements => new GrowthPoint(statements, NumberedAccounts.WorldOf(1, policyArns: PolicyArns(statements), policies: ManagedPolicies(statements)), Users(ManyUsers)))]),
        new("connections", [.. Sizes(1, 8, 64, 512).Select(connections => new GrowthPoint(connections, NumberedAccounts.WorldOf(1), Users(ManyUsers, connections), connections))]),
    ];

    private static int[] Sizes(params int[] sizes) => sizes;

    private static GrowthPoint UsersOf(int users) =>
        new(users, NumberedAccounts.WorldOf(1), Users(users), FirstRound: connection => UserRange.Of(users, connection, GrowthPoint.UsualConnections).Count);

    // Each connection has users of its own, of whom it asks for each once before it asks for any again.
    private static Func<int, SignedRequests, Func<ReadOnlyMemory<byte>>> Users(int users, int connections = GrowthPoint.UsualConnections) => (connection, requests) =>
    {
        var walk = new UserWalk(UserRange.Of(users, connection, connections), seed: connection);
        return requests.SignAsSent(() => StsRequest.GetFederationToken(FederatedUserName.Of(walk.Next())));
    };

    // Accounts in turn, each of which has many users.
    private static Func<int, SignedRequests, Func<ReadOnlyMemory<byte>>> Accounts(int accounts) => (connection, requests) =>
    {
        ClientCredentials[] keys = [.. Enumerable.Range(0, accounts).Select(NumberedAccounts.KeyOf)];
        var users = new UserSpread(ManyUsers, seed: connection);
        int account = connection * 31;
        return requests.SignAsSent(
            () => StsRequest.GetFederationToken(FederatedUserName.Of(users.Next())),
            () => keys[account = (account + 1) % accounts]);
    };

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
        ',', Enumerable.Range(0, (statements + StatementsPerPolicy - 1) / StatementsPerPolicy).Select(policy => $"\"arn:aws:iam::{NumberedAccounts.IdOf(0)}:policy/many-{policy}\""));
}
