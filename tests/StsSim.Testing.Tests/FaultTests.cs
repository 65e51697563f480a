using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Testing.Tests;

/// <summary>What a test can have go wrong.</summary>
public sealed class FaultTests(SimulatorFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_strikes_and_counts_until_it_is_removed()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        FaultRuleStatus put = await account.PutFaultAsync(
            "busy",
            new FaultRule
            {
                Match = new FaultMatch { Operations = ["GetCaller*"], Accounts = [account.AccountId], Credentials = [FaultCredentials.LongTerm], Attempts = [1] },
                Trigger = FaultTrigger.InSequence([true, false]),
                Effect = FaultEffect.Error("Throttling", message: "Not now"),
                Duration = TimeSpan.FromHours(1),
            },
            Cancel);
        Assert.Equal(("busy", 0, 0), (put.Id, put.Considered, put.Fired));
        Assert.NotNull(put.ExpiresAt);

        AmazonSecurityTokenServiceException struck = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => CallAsync(account));
        await CallAsync(account);

        Assert.Equal(("Throttling", "Not now"), (struck.ErrorCode, struck.Message));
        FaultRuleStatus busy = Assert.Single(await account.GetFaultsAsync(Cancel));
        Assert.Equal((2, 1), (busy.Considered, busy.Fired));

        await account.RemoveFaultAsync("busy", Cancel);
        await CallAsync(account);
        Assert.Empty(await account.GetFaultsAsync(Cancel));
        Assert.Contains("no fault rule 'busy'", (await Assert.ThrowsAsync<StsSimulatorException>(() => account.RemoveFaultAsync("busy", Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_effect_trigger_and_distribution_is_one_the_simulator_knows()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        var second = TimeSpan.FromSeconds(1);
        DurationDistribution[] distributions =
        [
            DurationDistribution.Fixed(second),
            DurationDistribution.Uniform(TimeSpan.Zero, second),
            DurationDistribution.Exponential(second),
            DurationDistribution.Normal(second, second / 4),
            DurationDistribution.Lognormal(second, 0.5),
            DurationDistribution.Pareto(second, 1.5),
            DurationDistribution.Percentiles(new Dictionary<double, TimeSpan> { [0] = TimeSpan.Zero, [99.9] = second, [100] = 2 * second }),
            DurationDistribution.FromJson(new JsonObject { ["kind"] = "fixed", ["ms"] = 5 }),
        ];
        FaultEffect[] effects =
        [
            FaultEffect.Error("Mine", 418, "In {account}", 1.5 * second, 2 * second),
            FaultEffect.GatewayError(504, empty: true),
            FaultEffect.Latency(distributions[0], afterwards: true),
            FaultEffect.Abort(AbortMoment.BeforeHeaders, ConnectionEnd.Reset, performed: false),
            FaultEffect.Abort(AbortMoment.MidBody, ConnectionEnd.Close),
            FaultEffect.Hang(second, HangEnd.Answer),
            FaultEffect.Truncate(0.25, promisesAll: true),
            FaultEffect.ExpireSessions(second, announced: true),
            FaultEffect.UnknownKeys(second),
            FaultEffect.ClockSkew(-second),
            FaultEffect.Capacity(4, distributions[2], new QueueLimits(QueueDiscipline.Lifo, Limit: 10, second)),
            FaultEffect.FromJson(new JsonObject { ["type"] = "malform" }),
        ];
        FaultTrigger[] triggers =
        [
            FaultTrigger.WithProbability(0.5, FaultUnit.Invocation),
            FaultTrigger.EveryNth(3, FaultUnit.Client),
            FaultTrigger.FirstOnes(2, skip: 1),
            FaultTrigger.InSequence([true], repeat: false),
        ];
        var match = new FaultMatch
        {
            Accounts = [account.AccountId],
            Operations = ["AssumeRole"],
            Principals = ["*"],
            Roles = ["*"],
            FederatedUsers = ["Bob"],
            SessionNames = ["*"],
            AccessKeyIds = ["AKIA*"],
            Credentials = Enum.GetValues<FaultCredentials>(),
            UserAgents = ["*"],
            Sdks = ["Boto3"],
            RetryModes = ["legacy"],
            ApplicationIds = ["checkout"],
            Regions = ["us-*"],
            Sources = ["192.0.2.0/24"],
            Attempts = [1, 2],
            Headers = new Dictionary<string, string> { ["x-test"] = "*" },
        };

        for (int i = 0; i < effects.Length; i++)
        {
            var rule = new FaultRule
            {
                Description = $"Number {i}",
                Effect = effects[i],
                Match = match,
                Trigger = triggers[i % triggers.Length],
                Delay = distributions[i % distributions.Length],
                Seed = i,
                IsEnabled = i % 2 == 0,
            };
            await account.PutFaultAsync($"rule-{i}", rule, Cancel);
        }

        Assert.Equal(effects.Length, (await account.GetFaultsAsync(Cancel)).Count);
        await account.ClearFaultsAsync(Cancel);
        Assert.Empty(await account.GetFaultsAsync(Cancel));
    }

    [Fact]
    public async Task Answers_can_be_lost_on_their_way_and_keys_unknown()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);

        await account.PutFaultAsync("fault", new FaultRule { Effect = FaultEffect.Abort(how: ConnectionEnd.Close) }, Cancel);
        Assert.IsNotType<AmazonSecurityTokenServiceException>(await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(account)));

        await account.PutFaultAsync("fault", new FaultRule { Effect = FaultEffect.UnknownKeys(TimeSpan.FromHours(1)) }, Cancel);
        Assert.Equal("InvalidClientTokenId", (await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => CallAsync(account))).ErrorCode);

        await account.PutFaultAsync("fault", new FaultRule { Preset = "overload", Trigger = FaultTrigger.EveryNth(1) }, Cancel);
        Assert.Equal("ServiceUnavailable", (await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => CallAsync(account))).ErrorCode);
    }

    [Fact]
    public async Task A_rule_can_be_any_JSON_and_a_wrong_one_is_told_where_it_is_wrong()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        await account.PutFaultAsync("expired", new JsonObject { ["effect"] = new JsonObject { ["type"] = "error", ["code"] = "ExpiredToken" } }, Cancel);
        Assert.Equal("ExpiredToken", (await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => CallAsync(account))).ErrorCode);

        Assert.Contains("$.effect: is missing", await MessageOf(() => account.PutFaultAsync("nothing", new FaultRule(), Cancel)), StringComparison.Ordinal);
        Assert.Contains(
            "$.preset: is no preset; did you mean sts-throttle?",
            await MessageOf(() => account.PutFaultAsync("unknown", new FaultRule { Preset = "sts-throtle" }, Cancel)),
            StringComparison.Ordinal);
        Assert.Contains("$.skewSeconds", await MessageOf(() => account.SetClockAsync(skewSeconds: 1e12, cancellationToken: Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_age_by_the_accounts_clock()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        SimulatedClock real = await account.GetClockAsync(Cancel);
        SimulatedClock set = await account.SetClockAsync(sessionTimeScale: 60, skewSeconds: 300, cancellationToken: Cancel);
        using AmazonSecurityTokenServiceClient sts = fixture.Sts(account);

        AssumeRoleResponse session = await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = account.RoleArn, RoleSessionName = "run", DurationSeconds = 3600 }, Cancel);
        SimulatedClock later = await account.GetClockAsync(Cancel);
        string token = await fixture.Simulator.MintOidcTokenAsync(new OidcTokenRequest("alice") { AccountId = account.AccountId }, Cancel);
        using var anonymous = fixture.Sts(new AnonymousAWSCredentials());
        await anonymous.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest { RoleArn = account.RoleArnOf("web"), RoleSessionName = "alice", WebIdentityToken = token }, Cancel);

        Assert.Equal((1, 0, 60, 300), (real.SessionTimeScale, real.SkewSeconds, set.SessionTimeScale, set.SkewSeconds));
        DateTimeOffset end = session.Credentials.Expiration!.Value.ToUniversalTime();
        Assert.InRange(end, set.Now.AddSeconds(59), later.Now.AddSeconds(61));
        Assert.True(set.Now >= real.Now.AddSeconds(300));

        await account.ResetClockAsync(Cancel);
        Assert.Equal((1, 0), ((await account.GetClockAsync(Cancel)).SessionTimeScale, (await account.GetClockAsync(Cancel)).SkewSeconds));
    }

    [Fact]
    public async Task Those_of_the_simulator_are_for_every_account_that_has_none_of_its_own()
    {
        await using StsSimulator simulator = await StsSimulator.StartAsync(cancellationToken: Cancel);
        await using LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel);
        using var sts = new AmazonSecurityTokenServiceClient(
            account.Credentials.AccessKeyId,
            account.Credentials.SecretAccessKey,
            new AmazonSecurityTokenServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        await simulator.PutFaultAsync("everybody", new FaultRule { Effect = FaultEffect.Error("SlowDown") }, Cancel);
        await simulator.PutFaultAsync("never", new JsonObject { ["preset"] = "hard-outage", ["probability"] = 0 }, Cancel);
        await simulator.SetClockAsync(sessionTimeScale: 10, cancellationToken: Cancel);

        Assert.Equal("SlowDown", await CodeOf());
        await account.PutFaultAsync("own", new FaultRule { Trigger = FaultTrigger.FirstOnes(1), Effect = FaultEffect.Error("AccessDenied") }, Cancel);
        Assert.Equal(["AccessDenied", "SlowDown"], [await CodeOf(), await CodeOf()]);
        Assert.Equal(["everybody", "never"], (await simulator.GetFaultsAsync(Cancel)).Select(rule => rule.Id));
        Assert.Equal(10, (await account.GetClockAsync(Cancel)).SessionTimeScale);

        await simulator.RemoveFaultAsync("never", Cancel);
        await simulator.ClearFaultsAsync(Cancel);
        await simulator.ResetClockAsync(Cancel);
        Assert.Null(await CodeOf());
        Assert.Equal((1, 0), ((await simulator.GetClockAsync(Cancel)).SessionTimeScale, (await simulator.GetFaultsAsync(Cancel)).Count));

        async Task<string?> CodeOf()
        {
            try
            {
                await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
                return null;
            }
            catch (AmazonSecurityTokenServiceException e)
            {
                return e.ErrorCode;
            }
        }
    }

    private async Task CallAsync(LeasedAccount account)
    {
        using AmazonSecurityTokenServiceClient sts = fixture.Sts(account);
        await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
    }

    private static async Task<string> MessageOf(Func<Task> call) => (await Assert.ThrowsAsync<StsSimulatorException>(call)).Message;
}
