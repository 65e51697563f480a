using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>The ledgers of roles and of the root user, through the control API.</summary>
public sealed class SessionLedgerTests(IamSimulator simulator)
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_role_made_anew_begins_with_an_empty_ledger()
    {
        await CreateRoleAsync();
        for (int n = 0; n < 12; n++)
        {
            await AssumeAsync($"run-{n}");
        }

        JsonElement ledger = await LedgerAsync("roles/worker");
        Assert.Equal($"arn:aws:iam::{_account.Id}:role/jobs/worker", ledger.GetProperty("arn").GetString());
        Assert.Equal((12, 12, 0), Counts(ledger));
        Assert.Equal(["run-11", "run-10"], ledger.GetProperty("sessions").EnumerateArray().Take(2).Select(session => session.GetProperty("sessionName").GetString()));
        Assert.False(ledger.TryGetProperty("throttled", out _));

        (await _account.CallAsync("DeleteRole", ("RoleName", "worker"))).IsSuccess();
        Assert.Equal(404, (await SendAsync(HttpMethod.Get, "roles/worker")).Status);
        await CreateRoleAsync();
        Assert.Equal((0, 0, 0), Counts(await LedgerAsync("roles/worker")));
    }

    [Fact]
    public async Task Revoking_a_roles_sessions_spares_those_issued_later_and_other_roles()
    {
        await CreateRoleAsync();
        ClientKey before = await AssumeAsync("before");
        ClientKey root = (await _account.CallStsAsync(_account.Root, "GetSessionToken")).Credentials();

        (int status, JsonElement revoked) = await SendAsync(HttpMethod.Delete, "roles/worker/sessions");
        ClientKey after = await AssumeAsync("after");

        Assert.Equal((200, 1), (status, revoked.GetProperty("revoked").GetInt32()));
        (await _account.CallStsAsync(before, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        Assert.Equal(200, (await _account.CallStsAsync(after, "GetCallerIdentity")).Status);
        Assert.Equal(200, (await _account.CallStsAsync(root, "GetCallerIdentity")).Status);
        Assert.Equal((2, 1, 1), Counts(await LedgerAsync("roles/worker")));
        Assert.Equal((1, 1, 0), Counts(await LedgerAsync("root")));

        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, "root/sessions")).Status);
        (await _account.CallStsAsync(root, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }

    [Fact]
    public async Task The_account_has_the_sessions_of_all_its_holders()
    {
        await CreateRoleAsync();
        await AssumeAsync("one");
        await _account.CallStsAsync(_account.Root, "GetSessionToken");
        await SendAsync(HttpMethod.Delete, "roles/worker/sessions");
        await AssumeAsync("two");
        Assert.Equal(200, (await _account.CallStsAsync(_account.Admin, "GetFederationToken", ("Name", "Bob"))).Status);

        JsonElement all = await LedgerAsync("sessions");
        Assert.Equal((4, 3, 1), Counts(all));
        Assert.Equal((0, 0), (all.GetProperty("expired").GetInt32(), all.GetProperty("throttled").GetInt32()));
    }

    [Theory]
    [InlineData("roles/nobody", "There is no role 'nobody' in account ")]
    [InlineData("users/nobody", "There is no user 'nobody' in account ")]
    [InlineData("federated-users/a%20b", "'a b' is no name of a federated user")]
    public async Task Who_does_not_exist_is_a_404_problem(string holder, string detail)
    {
        (int status, JsonElement problem) = await SendAsync(HttpMethod.Get, holder);

        Assert.Equal(404, status);
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static (int Issued, int Active, int Revoked) Counts(JsonElement ledger) =>
        (ledger.GetProperty("issued").GetInt32(), ledger.GetProperty("active").GetInt32(), ledger.GetProperty("revoked").GetInt32());

    private async Task CreateRoleAsync() => (await _account.CallAsync(
        "CreateRole", ("RoleName", "worker"), ("Path", "/jobs/"), ("AssumeRolePolicyDocument", Trust))).IsSuccess();

    private async Task<ClientKey> AssumeAsync(string sessionName) => (await _account.CallStsAsync(
        _account.Admin, "AssumeRole", ("RoleArn", $"arn:aws:iam::{_account.Id}:role/jobs/worker"), ("RoleSessionName", sessionName))).Credentials();

    private async Task<JsonElement> LedgerAsync(string holder)
    {
        (int status, JsonElement ledger) = await SendAsync(HttpMethod.Get, holder);
        Assert.True(status == 200, $"{ledger}");
        return ledger;
    }

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string route)
    {
        using var request = new HttpRequestMessage(method, new Uri(simulator.Endpoint, $"/_stssim/accounts/{_account.Id}/{route}"));
        using HttpResponseMessage response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
