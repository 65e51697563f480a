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
        { """{"perPrincipal":{"requestsPerSecond":0.01,"burst":2},"perSource":{"requestsPerSecond":3}}""", Otherwise with { PerPrincipal = new(0.01, 2), PerSource = new(3, 3) } },
        { """{"operations":{"AssumeRole":{"requestsPerSecond":0.5,"burst":2},"AssumeRoot":null}}""", Otherwise with { Operations = Operation("AssumeRole", new(0.5, 2)) } },
        { """{"operations":{}}""", Otherwise },
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
    [InlineData("""{"all":{}}""", "$.q.all", "is not known here; known are default, operations, perFederatedUser, perPrincipal, perSource")]
    [InlineData("""{"default":5}""", "$.q.default", "must be an object")]
    [InlineData("""{"default":{}}""", "$.q.default", "needs requestsPerSecond")]
    [InlineData("""{"default":{"requestsPerSecond":"5"}}""", "$.q.default.requestsPerSecond", "must be a number")]
    [InlineData("""{"default":{"requestsPerSecond":1e999}}""", "$.q.default.requestsPerSecond", "must be a number")]
    [InlineData("""{"default":{"requestsPerSecond":-0.1}}""", "$.q.default.requestsPerSecond", "must lie between 0 and 1000000000")]
    [InlineData("""{"default":{"requestsPerSecond":5,"burst":0.9}}""", "$.q.default.burst", "must lie between 1 and 1000000000")]
    [InlineData("""{"default":{"requestsPerSecond":5,"burst":1000000001}}""", "$.q.default.burst", "must lie between 1 and 1000000000")]
    [InlineData("""{"perFederatedUser":{"rate":5,"requestsPerSecond":5}}""", "$.q.perFederatedUser.rate", "is not known here")]
    [InlineData("""{"perSources":{"requestsPerSecond":5}}""", "$.q.perSources", "did you mean perSource?")]
    [InlineData("""{"perPrincipal":{"requestsPerSecond":-5}}""", "$.q.perPrincipal.requestsPerSecond", "must lie between 0 and 1000000000")]
    [InlineData("""{"operations":[]}""", "$.q.operations", "must be an object")]
    [InlineData("""{"operations":{"AssumeRoll":{"requestsPerSecond":5}}}""", "$.q.operations.AssumeRoll", "is not known here; did you mean AssumeRole?")]
    [InlineData("""{"operations":{"CreateUser":{"requestsPerSecond":5}}}""", "$.q.operations.CreateUser", "known are AssumeRole, AssumeRoleWithSAML,")]
    [InlineData("""{"operations":{"AssumeRole":5}}""", "$.q.operations.AssumeRole", "must be an object")]
    [InlineData("""{"operations":{"AssumeRole":{"burst":5}}}""", "$.q.operations.AssumeRole", "needs requestsPerSecond")]
    [InlineData("""{"\ud800":5}""", "$.q", "half a surrogate pair")]
    public void What_is_wrong_is_named_by_its_path(string json, string path, string reason)
    {
        Read(json, out List<WorldFileError> errors);

        WorldFileError error = Assert.Single(errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", true, true, true)]
    [InlineData("""{"perPrincipal":null}""", false, true, true)]
    [InlineData("""{"perSource":null}""", true, false, true)]
    [InlineData("""{"operations":null}""", true, true, false)]
    [InlineData("""{"operations":{}}""", true, true, false)]
    [InlineData("""{"operations":{"GetWebIdentityToken":{"requestsPerSecond":1}}}""", true, true, true)]
    public void Null_takes_any_of_the_optional_buckets_away(string json, bool perPrincipal, bool perSource, bool operations)
    {
        var otherwise = new AccountQuotas(new QuotaLimits(1, 1), null) { PerPrincipal = new(2, 2), PerSource = new(3, 3), Operations = Operation("AssumeRole", new(4, 4)) };

        AccountQuotas read = Read(json, otherwise, out List<WorldFileError> errors);

        Assert.Empty(errors);
        Assert.Equal((perPrincipal, perSource, operations), (read.PerPrincipal is not null, read.PerSource is not null, read.Operations is not null));
    }

    // So the shared bucket does not lose an operation to a bucket that somebody took away.
    [Fact]
    public void Operations_are_replaced_as_a_whole()
    {
        AccountQuotas otherwise = Otherwise with { Operations = Operation("AssumeRole", new(4, 4)) };

        AccountQuotas read = Read("""{"operations":{"AssumeRoot":{"requestsPerSecond":1}}}""", otherwise, out _);

        Assert.Equal(Otherwise with { Operations = Operation("AssumeRoot", new(1, 1)) }, read);
    }

    private static Dictionary<string, QuotaLimits> Operation(string name, QuotaLimits limits) => new() { [name] = limits };

    private static AccountQuotas Read(string json, out List<WorldFileError> errors) => Read(json, Otherwise, out errors);

    private static AccountQuotas Read(string json, AccountQuotas otherwise, out List<WorldFileError> errors)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        errors = [];
        return QuotasReader.Read(new JsonCursor(document.RootElement, "$.q", errors), otherwise);
    }
}
