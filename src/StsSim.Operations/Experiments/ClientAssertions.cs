using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>What somebody expects of clients, to be checked at once: <c>{"expectations": ["client(\"app-*\").amplification &lt;= 1.2"], "accountId": "…"}</c>.</summary>
/// <param name="AccountId">The account whose clients are meant, or <see langword="null"/> for those of all.</param>
/// <param name="ExperimentId">The experiment in which they were seen, or <see langword="null"/> for everything since the last reset.</param>
public sealed record ClientAssertions(IReadOnlyList<Expectation> Expectations, string? AccountId, string? ExperimentId)
{
    private const int Most = 200;

    /// <summary>The assertions, or <see langword="null"/> and at least one error.</summary>
    public static ClientAssertions? Read(string json, out IReadOnlyList<WorldFileError> errors) => JsonFile.Read(json, Read, out errors);

    private static ClientAssertions Read(JsonCursor root)
    {
        root.IsObject("expectations", "accountId", "experimentId");
        var expectations = new List<Expectation>();
        foreach (JsonCursor item in root.Items("expectations"))
        {
            if (ExpectationReader.Read(item, phases: null) is { } expectation)
            {
                expectations.Add(expectation);
            }
        }

        if (expectations.Count is 0 or > Most)
        {
            root.At("$.expectations", default).Error($"must be 1 to {Most} expectations");
        }

        string? account = root.OptionalText("accountId");
        if (account is not null && !StsSim.Iam.Identities.AccountId.TryParse(account, out _))
        {
            root.At("$.accountId", default).Error("must be an account's id, of twelve digits");
        }

        return new ClientAssertions(expectations, account, root.OptionalText("experimentId"));
    }
}
