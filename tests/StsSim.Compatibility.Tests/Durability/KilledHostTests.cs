using System.Collections.Concurrent;
using System.Globalization;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>With <c>--redis</c> or <c>--postgres</c>, what was acknowledged is there after the process was killed, and what was not is whole or absent.</summary>
public sealed class KilledHostTests
{
    private const int Writers = 6;

    private static readonly string RunnerArn = Uri.EscapeDataString($"arn:aws:iam::{TestWorld.AccountId}:role/runner");
    private static readonly string Policy = Uri.EscapeDataString(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:GetFederationToken","s3:Get*"],"Resource":"*"}]}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(StoreKind.Redis), InlineData(StoreKind.Postgres)]
    public async Task Killed_right_after_the_last_answer_everything_is_there(StoreKind kind)
    {
        await using StoreServer store = await StoreServer.StartAsync(kind);
        ClientKey key;
        ClientKey session;
        ClientKey revoked;
        ClientKey role;
        LeasedAccount lease;
        ClientKey leased;
        ClientKey leasedSession;
        await using (DurableHost host = await DurableHost.StartAsync(store))
        {
            await host.IamTextsAsync(TestWorld.Alice, "CreateGroup", "GroupName=team", "GroupName");
            await host.IamTextsAsync(TestWorld.Alice, "CreateUser", "UserName=zoe&Path=/team/&Tags.member.1.Key=cost&Tags.member.1.Value=42", "UserName");
            await host.IamTextsAsync(TestWorld.Alice, "AddUserToGroup", "GroupName=team&UserName=zoe", "RequestId");
            await host.IamTextsAsync(TestWorld.Alice, "PutUserPolicy", $"UserName=zoe&PolicyName=federate&PolicyDocument={Policy}", "RequestId");
            await host.IamTextsAsync(TestWorld.Alice, "PutGroupPolicy", $"GroupName=team&PolicyName=read&PolicyDocument={Policy}", "RequestId");
            string trust = Uri.EscapeDataString($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{TestWorld.AccountId}}:root"},"Action":"sts:AssumeRole"}]}""");
            await host.IamTextsAsync(TestWorld.Alice, "CreateRole", $"RoleName=runner&MaxSessionDuration=7200&AssumeRolePolicyDocument={trust}", "Arn");
            await host.IamTextsAsync(TestWorld.Alice, "CreatePolicy", $"PolicyName=shared&PolicyDocument={Policy}", "Arn");
            await host.IamTextsAsync(TestWorld.Alice, "AttachRolePolicy", $"RoleName=runner&PolicyArn=arn:aws:iam::{TestWorld.AccountId}:policy/shared", "RequestId");
            role = (await host.StsAsync(TestWorld.Alice, "AssumeRole", $"RoleArn={RunnerArn}&RoleSessionName=before")).Credentials();
            WireAnswer created = await host.IamAsync(TestWorld.Alice, "CreateAccessKey", "UserName=zoe");
            key = new ClientKey(DurableHost.TextsOf(created, "AccessKeyId").Single(), DurableHost.TextsOf(created, "SecretAccessKey").Single());
            session = (await host.StsAsync(key, "GetFederationToken", "Name=Kept")).Credentials();
            revoked = (await host.StsAsync(key, "GetFederationToken", "Name=Ended")).Credentials();
            Assert.Equal(1, await host.Simulator.Account(TestWorld.AccountId).RevokeFederatedUserSessionsAsync("Ended", Cancel));
            lease = await host.Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(7, 100) }, Cancel);
            leased = new ClientKey(lease.Credentials.AccessKeyId, lease.Credentials.SecretAccessKey);
            leasedSession = (await host.StsAsync(leased, "GetSessionToken")).Credentials();
            await host.Simulator.Account(TestWorld.AccountId).SetQuotasAsync(new Quota(1234, 5678), new Quota(9, 10), Cancel);

            await host.KillAsync();
        }

        await using DurableHost again = await DurableHost.StartAsync(store);
        Assert.Equal(new AccountQuotas(new Quota(1234, 5678), new Quota(9, 10)), await again.Simulator.Account(TestWorld.AccountId).GetQuotasAsync(Cancel));
        Assert.Equal(["/team/"], await again.IamTextsAsync(TestWorld.Alice, "GetUser", "UserName=zoe", "Path"));
        Assert.Equal(["42"], await again.IamTextsAsync(TestWorld.Alice, "ListUserTags", "UserName=zoe", "Value"));
        Assert.Equal(["zoe"], await again.IamTextsAsync(TestWorld.Alice, "GetGroup", "GroupName=team", "UserName"));
        Assert.Equal(["federate"], await again.IamTextsAsync(TestWorld.Alice, "ListUserPolicies", "UserName=zoe", "member"));
        Assert.Equal([Policy], await again.IamTextsAsync(TestWorld.Alice, "GetGroupPolicy", "GroupName=team&PolicyName=read", "PolicyDocument"));
        Assert.Equal([key.AccessKeyId], await again.IamTextsAsync(TestWorld.Alice, "ListAccessKeys", "UserName=zoe", "AccessKeyId"));
        Assert.Equal(["shared"], await again.IamTextsAsync(TestWorld.Alice, "ListAttachedRolePolicies", "RoleName=runner", "PolicyName"));
        Assert.Equal(["7200"], await again.IamTextsAsync(TestWorld.Alice, "GetRole", "RoleName=runner", "MaxSessionDuration"));
        (await again.SettledStsAsync(role, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        (await again.SettledStsAsync(TestWorld.Alice, "AssumeRole", $"RoleArn={RunnerArn}&RoleSessionName=after")).IsSuccessOf("AssumeRole");
        (await again.SettledStsAsync(key, "GetFederationToken", "Name=After")).IsSuccessOf("GetFederationToken");
        (await again.SettledStsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        Assert.NotEqual(200, (await again.SettledStsAsync(revoked, "GetCallerIdentity")).Status);
        (await again.SettledStsAsync(leased, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        (await again.SettledStsAsync(leasedSession, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        Assert.Equal(7, (await again.Simulator.Account(lease.AccountId).GetQuotasAsync(Cancel)).Default.RequestsPerSecond);
    }

    [Theory, InlineData(StoreKind.Redis), InlineData(StoreKind.Postgres)]
    public async Task Killed_while_it_misbehaves_it_goes_on_and_ends_what_it_began(StoreKind kind)
    {
        const string Experiment = """
            { "name": "killed", "phases": [
              { "name": "first", "duration": "1s" },
              { "name": "second", "duration": "10m", "clock": { "sessionTimeScale": 2 }, "faults": [{ "id": "phase", "effect": { "type": "error", "code": "SlowDown" } }] }] }
            """;
        await using StoreServer store = await StoreServer.StartAsync(kind);
        string id;
        await using (DurableHost host = await DurableHost.StartAsync(store))
        {
            await host.ControlAsync(HttpMethod.Put, "/_stssim/faults/busy", """{ "preset": "sts-throttle", "probability": 1 }""");
            await host.ControlAsync(HttpMethod.Put, "/_stssim/clock", """{ "sessionTimeScale": 60 }""");
            id = (await host.ControlAsync(HttpMethod.Post, "/_stssim/experiments", Experiment)).GetProperty("id").GetString()!;
            Assert.Equal("Throttling", (await host.StsAsync(TestWorld.Alice, "GetCallerIdentity")).Code);

            await host.KillAsync();
        }

        await using DurableHost again = await DurableHost.StartAsync(store);
        while ((await again.ControlAsync(HttpMethod.Get, $"/_stssim/experiments/{id}")).GetProperty("phase").GetString() != "second")
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal("SlowDown", (await again.StsAsync(TestWorld.Alice, "GetCallerIdentity")).Code);
        await again.ControlAsync(HttpMethod.Delete, $"/_stssim/experiments/{id}");
        Assert.Equal("Throttling", (await again.StsAsync(TestWorld.Alice, "GetCallerIdentity")).Code);
        Assert.Equal(60, (await again.ControlAsync(HttpMethod.Get, "/_stssim/clock")).GetProperty("sessionTimeScale").GetDouble());
    }

    // Writers that never stop, killed in the middle, again and again over the same storage.
    [Theory, InlineData(StoreKind.Redis), InlineData(StoreKind.Postgres)]
    public async Task Killed_among_concurrent_writers_no_acknowledged_write_is_lost_and_none_is_half_there(StoreKind kind)
    {
        const int Rounds = 4;
        await using StoreServer store = await StoreServer.StartAsync(kind);
        var random = new Random(20261127);
        var acknowledged = new ConcurrentBag<Write>();
        var attempted = new ConcurrentBag<Write>();
        for (int round = 0; round < Rounds; round++)
        {
            await using DurableHost host = await DurableHost.StartAsync(store);
            await CheckAsync(host, acknowledged, attempted);
            int enough = acknowledged.Count + random.Next(40, 160);
            Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => WriteUntilDeadAsync(host, round, writer, acknowledged, attempted))];
            while (acknowledged.Count < enough && !writers.Any(writer => writer.IsCompleted))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), Cancel);
            }

            await host.KillAsync();
            await Task.WhenAll(writers);
        }

        await using DurableHost last = await DurableHost.StartAsync(store);
        await CheckAsync(last, acknowledged, attempted);
        Assert.True(acknowledged.Count > Rounds * 40);
        await last.StopAsync();
    }

    [Theory, InlineData(StoreKind.Redis), InlineData(StoreKind.Postgres)]
    public async Task Leases_that_ended_while_nobody_was_there_are_gone_after_the_start(StoreKind kind)
    {
        await using StoreServer store = await StoreServer.StartAsync(kind);
        LeasedAccount shortLived;
        LeasedAccount freed;
        LeasedAccount kept;
        await using (DurableHost host = await DurableHost.StartAsync(store))
        {
            kept = await host.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
            shortLived = await host.Simulator.LeaseAccountAsync(new LeaseOptions { Duration = TimeSpan.FromSeconds(1) }, Cancel);
            freed = await host.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
            await freed.DisposeAsync();
            await host.KillAsync();
        }

        await using DurableHost again = await DurableHost.StartAsync(store);
        foreach (LeasedAccount gone in new[] { shortLived, freed })
        {
            while ((await again.SettledStsAsync(KeyOf(gone), "GetCallerIdentity")).Status == 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel); // a lease that has a moment left
            }
        }

        (await again.SettledStsAsync(KeyOf(kept), "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
    }

    // A stop that is asked for loses nothing either, and says nothing.
    [Theory, InlineData(StoreKind.Redis), InlineData(StoreKind.Postgres)]
    public async Task A_host_that_is_stopped_and_started_goes_on_where_it_was(StoreKind kind)
    {
        await using StoreServer store = await StoreServer.StartAsync(kind);
        ClientKey session;
        await using (DurableHost host = await DurableHost.StartAsync(store))
        {
            session = (await host.StsAsync(TestWorld.Alice, "GetSessionToken")).Credentials();
            await host.IamTextsAsync(TestWorld.Alice, "CreateUser", "UserName=zoe", "UserName");
            await host.StopAsync();
            Assert.DoesNotContain(host.Errors, line => line.Contains("fail:", StringComparison.Ordinal));
        }

        await using DurableHost again = await DurableHost.StartAsync(store);
        (await again.SettledStsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        Assert.Equal(["zoe"], await again.IamTextsAsync(TestWorld.Alice, "GetUser", "UserName=zoe", "UserName"));
    }

    private static ClientKey KeyOf(LeasedAccount account) => new(account.Credentials.AccessKeyId, account.Credentials.SecretAccessKey);

    // Each writer is a user that makes others: a user, its key, its policy, one after the other.
    private static async Task WriteUntilDeadAsync(DurableHost host, int round, int writer, ConcurrentBag<Write> acknowledged, ConcurrentBag<Write> attempted)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                string user = string.Create(CultureInfo.InvariantCulture, $"user-{round}-{writer}-{i}");
                await WriteAsync(new Write(user, "CreateUser", ""), $"UserName={user}&Path=/{user}/");
                await WriteAsync(new Write(user, "PutUserPolicy", ""), $"UserName={user}&PolicyName=inline&PolicyDocument={Policy}");
                await WriteAsync(new Write(user, "CreateAccessKey", ""), $"UserName={user}");
            }
        }
        catch (HttpRequestException)
        {
            // The process is dead: this write was not acknowledged.
        }

        async Task WriteAsync(Write write, string parameters)
        {
            attempted.Add(write);
            WireAnswer answer = await host.IamAsync(TestWorld.Alice, write.Action, parameters);
            Assert.True(answer.Status == 200, answer.Body);
            string? key = write.Action == "CreateAccessKey" ? $"{DurableHost.TextsOf(answer, "AccessKeyId").Single()} {DurableHost.TextsOf(answer, "SecretAccessKey").Single()}" : "";
            acknowledged.Add(write with { Key = key });
        }
    }

    private static async Task CheckAsync(DurableHost host, ConcurrentBag<Write> acknowledged, ConcurrentBag<Write> attempted)
    {
        HashSet<string> users = [.. await host.IamTextsAsync(TestWorld.Alice, "ListUsers", "MaxItems=1000", "UserName")];
        Assert.Empty(acknowledged.Where(write => write.Action == "CreateUser").Select(write => write.User).Except(users));
        Assert.Empty(users.Where(user => user.StartsWith("user-", StringComparison.Ordinal)).Except(attempted.Select(write => write.User)));
        ILookup<string, Write> known = acknowledged.ToLookup(write => write.User);
        ILookup<string, Write> tried = attempted.ToLookup(write => write.User);
        await Parallel.ForEachAsync(users.Where(user => user.StartsWith("user-", StringComparison.Ordinal)), Cancel, async (user, _) =>
        {
            // Whole, or not at all.
            Assert.Equal([$"/{user}/"], await host.IamTextsAsync(TestWorld.Alice, "GetUser", $"UserName={user}", "Path"));
            string[] policies = await host.IamTextsAsync(TestWorld.Alice, "ListUserPolicies", $"UserName={user}", "member");
            string[] keys = await host.IamTextsAsync(TestWorld.Alice, "ListAccessKeys", $"UserName={user}", "AccessKeyId");
            Within(policies.Length, user, "PutUserPolicy");
            Within(keys.Length, user, "CreateAccessKey");
            if (policies.Length > 0)
            {
                Assert.Equal([Policy], await host.IamTextsAsync(TestWorld.Alice, "GetUserPolicy", $"UserName={user}&PolicyName=inline", "PolicyDocument"));
            }

            foreach (string[] key in known[user].Where(write => write.Key.Length > 0).Select(write => write.Key.Split(' ')))
            {
                Assert.Contains(key[0], keys);
                (await host.SettledStsAsync(new ClientKey(key[0], key[1]), "GetFederationToken", "Name=Bob")).IsSuccessOf("GetFederationToken");
            }
        });

        void Within(int found, string user, string action) =>
            Assert.InRange(found, known[user].Count(write => write.Action == action), tried[user].Count(write => write.Action == action));
    }

    /// <summary>A write that a writer made or tried.</summary>
    private sealed record Write(string User, string Action, string Key);
}
