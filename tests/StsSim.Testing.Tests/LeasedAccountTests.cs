using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Testing.Tests;

/// <summary>What a test gets that leases an account.</summary>
public sealed class LeasedAccountTests(SimulatorFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_credentials_are_an_administrators()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);

        GetCallerIdentityResponse caller = await fixture.Sts(account).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        AssumeRoleResponse role = await fixture.Sts(account).AssumeRoleAsync(new AssumeRoleRequest { RoleArn = account.RoleArn, RoleSessionName = "run" }, Cancel);

        Assert.Equal((account.AccountId, $"arn:aws:iam::{account.AccountId}:user/test"), (caller.Account, caller.Arn));
        Assert.Equal($"arn:aws:sts::{account.AccountId}:assumed-role/app/run", role.AssumedRoleUser.Arn);
        Assert.Equal(account.RoleArn, account.RoleArnOf("app"));
        Assert.DoesNotContain(account.Credentials.SecretAccessKey, $"{account.Credentials}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_begins_with_the_quotas_asked_for_and_takes_others_later()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(
            new LeaseOptions { Quota = new Quota(0, 2), PerFederatedUser = new Quota(7) }, Cancel);

        Assert.Equal(new AccountQuotas(new Quota(0, 2), new Quota(7, 7)), await account.GetQuotasAsync(Cancel));
        Assert.Equal(["OK", "OK", "Throttling"], await CallAsync(account, 3));

        Assert.Equal(new AccountQuotas(new Quota(1000, 1000), null), await account.SetQuotasAsync(new Quota(1000), cancellationToken: Cancel));
        while (await CallAsync(account, 1) is not ["OK"])
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancel); // the bucket was empty, and fills
        }
    }

    [Fact]
    public async Task Buckets_of_every_kind_are_set_and_seen()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(
            new LeaseOptions { Quota = new Quota(0, 9), PerPrincipal = new Quota(0, 8), PerSource = new Quota(0, 7), Operations = Operation("GetSessionToken", new Quota(0.001, 1)) }, Cancel);
        AccountQuotas began = await account.GetQuotasAsync(Cancel);
        Assert.Equal((new Quota(0, 9), null, new Quota(0, 8), new Quota(0, 7)), (began.Default, began.PerFederatedUser, began.PerPrincipal, began.PerSource));
        Assert.Equal(Operation("GetSessionToken", new Quota(0.001, 1)), began.Operations);
        Assert.Equal(["OK", "OK"], await CallAsync(account, 2));
        Assert.Null(await CodeOf(() => fixture.Sts(account).GetSessionTokenAsync(Cancel)));

        QuotaBuckets read = await account.GetQuotaBucketsAsync(Cancel);

        Assert.False(read.Truncated);
        QuotaBucket operation = Assert.Single(read.Buckets, bucket => bucket.Name == $"{account.AccountId}/us-east-1/GetSessionToken");
        Assert.Equal((0.001, 1), (operation.RequestsPerSecond, operation.Burst));
        Assert.InRange(operation.SecondsUntilFull!.Value, 500, 1000);
        Assert.InRange(operation.SecondsUntilNextToken!.Value, 500, 1000);
        Assert.Equal(
            [(7, "us-east-1"), (5, "principal"), (4, "source")],
            read.Buckets.Where(bucket => bucket != operation).Select(bucket => (bucket.Tokens, bucket.Name.Split('/')[1])).OrderByDescending(bucket => bucket.Tokens));

        AccountQuotas now = await account.SetQuotasAsync(new AccountQuotas(new Quota(1, 9)) { PerSource = new Quota(2, 9) }, Cancel);
        Assert.Equal(new AccountQuotas(new Quota(1, 9)) { PerSource = new Quota(2, 9) }, now);
        Assert.Equal(new AccountQuotas(new Quota(1, 9)), await account.SetQuotasAsync(new Quota(1, 9), cancellationToken: Cancel));

        static Dictionary<string, Quota> Operation(string name, Quota quota) => new() { [name] = quota };
    }

    [Fact]
    public async Task The_ledgers_of_its_roles_and_users_tell_what_was_issued_and_revoked()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        var assume = new AssumeRoleRequest { RoleArn = account.RoleArn, RoleSessionName = "release-42" };
        Credentials ofRole = (await fixture.Sts(account).AssumeRoleAsync(assume, Cancel)).Credentials;
        Credentials ofUser = (await fixture.Sts(account).GetSessionTokenAsync(Cancel)).Credentials;

        SessionLedger role = await account.GetRoleSessionsAsync("app", Cancel);
        SessionLedger user = await account.GetUserSessionsAsync("test", Cancel);

        Assert.Equal((account.RoleArn, 1, 1), (role.Arn, role.Issued, role.Active));
        Assert.Equal((ofRole.AccessKeyId, "release-42"), (Assert.Single(role.Sessions).AccessKeyId, role.Sessions[0].SessionName));
        Assert.Equal(($"arn:aws:iam::{account.AccountId}:user/test", ofUser.AccessKeyId, null), (user.Arn, Assert.Single(user.Sessions).AccessKeyId, user.Sessions[0].SessionName));

        Assert.Equal(1, await account.RevokeRoleSessionsAsync("app", Cancel));
        Assert.Equal("InvalidClientTokenId", await CodeOf(() => fixture.Sts(AsCredentials(ofRole)).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
        await fixture.Sts(AsCredentials(ofUser)).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        Assert.Equal(1, await account.RevokeUserSessionsAsync("test", Cancel));
        Assert.Equal("InvalidClientTokenId", await CodeOf(() => fixture.Sts(AsCredentials(ofUser)).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
        Assert.Equal((1, 0, 1), ((await account.GetRoleSessionsAsync("app", Cancel)).Issued, (await account.GetRoleSessionsAsync("app", Cancel)).Active, (await account.GetRoleSessionsAsync("app", Cancel)).Revoked));

        StsSimulatorException unknown = await Assert.ThrowsAsync<StsSimulatorException>(() => account.GetRoleSessionsAsync("nobody", Cancel));
        Assert.Contains($"There is no role 'nobody' in account {account.AccountId}.", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_ledger_tells_what_was_issued_throttled_and_revoked()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(0, 2) }, Cancel);
        var federation = new GetFederationTokenRequest { Name = "Bob" };
        Credentials session = (await fixture.Sts(account).GetFederationTokenAsync(federation, Cancel)).Credentials;
        await fixture.Sts(account).GetFederationTokenAsync(federation, Cancel);
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => fixture.Sts(account).GetFederationTokenAsync(federation, Cancel));

        FederatedUserLedger bob = await account.GetFederatedUserAsync("Bob", Cancel);
        Assert.Equal($"arn:aws:sts::{account.AccountId}:federated-user/Bob", bob.Arn);
        Assert.Equal((2, 2, 0, 0, 1), (bob.Issued, bob.Active, bob.Expired, bob.Revoked, bob.Throttled));
        Assert.Contains(session.AccessKeyId, bob.Sessions.Select(issued => issued.AccessKeyId));
        Assert.Equal(0, (await account.GetFederatedUserAsync("Nobody", Cancel)).Issued);

        Assert.Equal(2, await account.RevokeFederatedUserSessionsAsync("Bob", Cancel));
        await account.SetQuotasAsync(new Quota(100), cancellationToken: Cancel);
        Assert.Equal("InvalidClientTokenId", await CodeOf(() => fixture.Sts(AsCredentials(session)).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
    }

    [Fact]
    public async Task Reset_puts_it_back_to_how_it_began()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(50) }, Cancel);
        Credentials session = (await fixture.Sts(account).GetFederationTokenAsync(new GetFederationTokenRequest { Name = "Bob" }, Cancel)).Credentials;
        Assert.Equal(200, await CallIamAsync(account, "Action=CreateUser&UserName=temporary"));
        await account.SetQuotasAsync(new Quota(1, 1), new Quota(1, 1), Cancel);

        await account.ResetAsync(Cancel);

        Assert.Equal(new AccountQuotas(new Quota(50, 50), null), await account.GetQuotasAsync(Cancel));
        Assert.Equal(0, (await account.GetFederatedUserAsync("Bob", Cancel)).Issued);
        Assert.Equal(404, await CallIamAsync(account, "Action=GetUser&UserName=temporary"));
        Assert.Equal("OK", Assert.Single(await CallAsync(account, 1)));
        Assert.NotNull(await CodeOf(() => fixture.Sts(AsCredentials(session)).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
    }

    [Fact]
    public async Task Disposed_it_is_gone_and_its_sessions_with_it()
    {
        LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        Credentials session = (await fixture.Sts(account).GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel)).Credentials;
        await account.DisposeAsync();
        await account.DisposeAsync(); // twice is no error

        Assert.Equal(["InvalidClientTokenId"], await CallAsync(account, 1));
        Assert.Equal("InvalidClientTokenId", await CodeOf(() => fixture.Sts(AsCredentials(session)).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
        Assert.Equal(404, (int?)(await Assert.ThrowsAsync<StsSimulatorException>(() => account.GetQuotasAsync(Cancel))).Status);
        Assert.Contains("it was freed", (await Assert.ThrowsAsync<StsSimulatorException>(() => account.ResetAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_of_the_built_in_issuers_assume_its_roles()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        using var anonymous = fixture.Sts(new AnonymousAWSCredentials());
        string token = await fixture.Simulator.MintOidcTokenAsync(new OidcTokenRequest("alice") { Claims = new Dictionary<string, object> { ["team"] = "red" } }, Cancel);
        string forged = await fixture.Simulator.MintOidcTokenAsync(new OidcTokenRequest("alice") { Signing = OidcSigning.UnknownKey }, Cancel);
        string late = await fixture.Simulator.MintOidcTokenAsync(new OidcTokenRequest("alice") { ExpiresIn = TimeSpan.FromMinutes(-10) }, Cancel);
        string assertion = await fixture.Simulator.MintSamlAssertionAsync(
            new SamlAssertionRequest(account.RoleArnOf("saml"), "alice") { Attributes = new Dictionary<string, IReadOnlyList<string>> { ["team"] = ["red"] } }, Cancel);
        string tampered = await fixture.Simulator.MintSamlAssertionAsync(new SamlAssertionRequest(account.RoleArnOf("saml"), "alice") { Signing = SamlSigning.Tampered }, Cancel);

        Assert.Equal("alice", (await AssumeAsync(token)).SubjectFromWebIdentityToken);
        Assert.Equal("InvalidIdentityToken", await CodeOf(() => AssumeAsync(forged)));
        Assert.Equal("ExpiredTokenException", await CodeOf(() => AssumeAsync(late)));
        Assert.Equal($"arn:aws:sts::{account.AccountId}:assumed-role/saml/alice", (await AssumeWithSamlAsync(assertion)).AssumedRoleUser.Arn);
        Assert.Equal("InvalidIdentityToken", await CodeOf(() => AssumeWithSamlAsync(tampered)));

        Task<AssumeRoleWithWebIdentityResponse> AssumeAsync(string jwt) => anonymous.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest { RoleArn = account.RoleArnOf("web"), RoleSessionName = "alice", WebIdentityToken = jwt }, Cancel);
        Task<AssumeRoleWithSAMLResponse> AssumeWithSamlAsync(string saml) => anonymous.AssumeRoleWithSAMLAsync(
            new AssumeRoleWithSAMLRequest { RoleArn = account.RoleArnOf("saml"), PrincipalArn = $"arn:aws:iam::{account.AccountId}:saml-provider/stssim", SAMLAssertion = saml }, Cancel);
    }

    [Fact]
    public async Task What_a_session_may_do_can_be_asked()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        string policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}""";
        Credentials session = (await fixture.Sts(account).GetFederationTokenAsync(new GetFederationTokenRequest { Name = "Bob", Policy = policy }, Cancel)).Credentials;

        AuthorizationDecision get = await fixture.Simulator.AuthorizeAsync(new AuthorizationQuestion("s3:GetObject", "arn:aws:s3:::b/k") { SessionToken = session.SessionToken }, Cancel);
        AuthorizationDecision put = await fixture.Simulator.AuthorizeAsync(new AuthorizationQuestion("s3:PutObject", "arn:aws:s3:::b/k") { SessionToken = session.SessionToken }, Cancel);
        AuthorizationDecision denied = await fixture.Simulator.AuthorizeAsync(
            new AuthorizationQuestion("s3:PutObject", "arn:aws:s3:::b/k")
            {
                AccessKeyId = account.Credentials.AccessKeyId,
                Context = new Dictionary<string, string> { ["aws:SourceIp"] = "10.1.2.3" },
                ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}}""",
            },
            Cancel);

        Assert.True(get.IsAllowed);
        Assert.Equal([("identity", "Allow"), ("session", "Allow")], get.MatchedStatements.Select(statement => (statement.Policy, statement.Effect)));
        Assert.Equal(("implicitDeny", "session"), (put.Decision, put.DeniedBy));
        Assert.Equal(("explicitDeny", "resource", $"arn:aws:iam::{account.AccountId}:user/test"), (denied.Decision, denied.DeniedBy, denied.Principal));
    }

    [Fact]
    public async Task An_account_of_the_world_can_be_had_too()
    {
        SimulatedAccount account = fixture.Simulator.Account("210987654321");

        Assert.NotNull((await account.GetQuotasAsync(Cancel)).Default);
        Assert.Equal(0, (await account.GetFederatedUserAsync("Nobody", Cancel)).Issued);
    }

    private async Task<string[]> CallAsync(LeasedAccount account, int calls)
    {
        using AmazonSecurityTokenServiceClient sts = fixture.Sts(account);
        var codes = new string[calls];
        for (int i = 0; i < calls; i++)
        {
            codes[i] = await CodeOf(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)) ?? "OK";
        }

        return codes;
    }

    private async Task<int> CallIamAsync(LeasedAccount account, string form)
    {
        var key = new ClientKey(account.Credentials.AccessKeyId, account.Credentials.SecretAccessKey);
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.SendAsync(
            new StsRequest(key, form + "&Version=2010-05-08") { Service = "iam" }.ToMessage(fixture.Simulator.Endpoint), Cancel);
        return (int)response.StatusCode;
    }

    private static SessionAWSCredentials AsCredentials(Credentials session) => new(session.AccessKeyId, session.SecretAccessKey, session.SessionToken);

    private static async Task<string?> CodeOf(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (AmazonSecurityTokenServiceException e)
        {
            return e.ErrorCode;
        }
    }
}
