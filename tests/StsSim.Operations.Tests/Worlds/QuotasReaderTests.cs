using System.Text.Json;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class QuotasReaderTests
{
    private static readonly AccountQuotas Otherwise = new(new QuotaLimits(600, 700), new QuotaLimits(5, 6));

    public static TheoryData<string, AccountQuotas> Valid { get; } = new()
    {
        { "{}", Otherwise },
        { """{"default":{"requestsPerSecond":50,"burst":60}}""", Otherwise with { Default = new(50, 60) } },
        { """{"default":{"requestsPerSecond":50}}""", Otherwise with { Default = new(50, 50) } },
        { """{"default":{"requestsPerSecond":0.5}}""", Otherwise with { Default = new(0.5, 1) } },
        { """{"default":{"requestsPerSecond":0,"burst":1}}""", Otherwise with { Default = new(0, 1) } },
        { """{"default":null}""", Otherwise },
        { """{"perFederatedUser":{"requestsPerSecond":1,"burst":2}}""", Otherwise with { PerFederatedUser = new(1, 2) } },
        { """{"perFederatedUser":null}""", Otherwise with { PerFederatedUser = null } },
        { """{"default":{"requestsPerSecond":1e9,"burst":1e9},"perFederatedUser":null}""", new AccountQuotas(new(1e9, 1e9), null) },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_is_not_named_stays_and_null_takes_the_users_bucket_away(string json, AccountQuotas expected)
    {
        Assert.Equal(expected, Read(json, out List<WorldFileError> errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("[]", "$.q", "must be an object")]
    [InlineData("5", "$.q", "must be an object")]
    [InlineData("""{"all":{}}""", "$.q.all", "is not known here; known are default, perFederatedUser")]
    [InlineData("""{"default":5}""", "$.q.default", "must be an object")]
    [InlineData("""{"default":{}}""", "$.q.default", "needs requestsPerSecond")]
    [InlineData("""{"default":{"requestsPerSecond":"5"}}""", "$.q.default.requestsPerSecond", "must be a number")]
    [InlineData("""{"default":{"requestsPerSecond":1e999}}""", "$.q.default.requestsPerSecond", "must be a number")]
    [InlineData("""{"default":{"requestsPerSecond":-0.1}}""", "$.q.default.requestsPerSecond", "must lie between 0 and 1000000000")]
    [InlineData("""{"default":{"requestsPerSecond":5,"burst":0.9}}""", "$.q.default.burst", "must lie between 1 and 1000000000")]
    [InlineData("""{"default":{"requestsPerSecond":5,"burst":1000000001}}""", "$.q.default.burst", "must lie between 1 and 1000000000")]
    [InlineData("""{"perFederatedUser":{"rate":5,"requestsPerSecond":5}}""", "$.q.perFederatedUser.rate", "is not known here")]
    [InlineData("""{"\ud800":5}""", "$.q", "half a surrogate pair")]
    public void What_is_wrong_is_named_by_its_path(string json, string path, string reason)
    {
        Read(json, out List<WorldFileError> errors);

        WorldFileError error = Assert.Single(errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    private static AccountQuotas Read(string json, out List<WorldFileError> errors)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        errors = [];
        return QuotasReader.Read(new JsonCursor(document.RootElement, "$.q", errors), Otherwise);
    }
}
