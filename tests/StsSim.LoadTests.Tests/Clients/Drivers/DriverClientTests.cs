using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Tests.Clients.Drivers;

/// <summary>Drivers of the test's own, in the shell: good ones and bad ones.</summary>
public sealed class DriverClientTests : IDisposable
{
    private const string Ready = """read start; echo '{"ready": {"client": "shell 1", "operations": ["GetCallerIdentity"]}}'; """;

    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-drivers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_driver_in_any_language_answers_by_lines()
    {
        await using IStsClient client = await StartAsync(
            Ready + """while read request; do echo '{"wire": "sent", "id": 1}'; echo '{"id": 1, "outcome": "error", "code": "Throttling", "attempts": 1, "throttles": 1}'; done""");

        InvocationOutcome outcome = await AskAsync(client);

        Assert.Equal((InvocationEnd.GivenUp, "Throttling", 1, 1), (outcome.End, outcome.ErrorCode, outcome.Attempts, outcome.Throttles));
    }

    [Fact]
    public async Task An_operation_that_it_does_not_name_is_not_asked_of_it()
    {
        await using IStsClient client = await StartAsync(Ready + "cat > /dev/null");

        StsReply reply = await client.SendAsync(StsRequest.GetSessionToken(), UnwatchedWire.Instance, TestContext.Current.CancellationToken);

        Assert.Equal((InvocationEnd.Failed, DriverClient.UnsupportedOperation), (reply.Outcome.End, reply.Outcome.ErrorCode));
    }

    [Theory]
    [InlineData("read request; exit 3")]
    [InlineData("read request; echo garbage; sleep 60")]
    public async Task Whoever_ends_or_babbles_takes_its_calls_along(string rest)
    {
        await using IStsClient client = await StartAsync(Ready + rest);

        Assert.Equal(DriverClient.DriverExited, (await AskAsync(client)).ErrorCode);
        Assert.Equal(DriverClient.DriverExited, (await AskAsync(client)).ErrorCode);
    }

    [Fact]
    public async Task A_closed_run_leaves_the_call_unfinished()
    {
        await using IStsClient client = await StartAsync(Ready + "cat > /dev/null");
        using var closed = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        StsReply reply = await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, closed.Token);

        Assert.Equal(InvocationEnd.Unfinished, reply.Outcome.End);
    }

    [Theory]
    [InlineData("""read start; echo '{"error": "there is no moon tonight"}'""", "The client mine does not start: there is no moon tonight.")]
    [InlineData("echo oh no >&2; exit 4", "The client mine does not start: its driver ended with exit code 4. It wrote: oh no")]
    [InlineData("echo hello", "The client mine does not start: its driver's first line is not one of the protocol: hello")]
    public async Task One_that_cannot_start_is_a_sentence(string script, string sentence)
    {
        CannotRunException refusal = await Assert.ThrowsAsync<CannotRunException>(() => StartAsync(script));

        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public void One_that_is_not_there_is_missing() =>
        Assert.Equal("no-such-program is not installed", DriverKinds.Of("mine", "no-such-program --fast").Missing());

    private async Task<IStsClient> StartAsync(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The drivers of this test are scripts of sh.");
        string file = Path.Combine(_folder, "driver.sh");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
        var setting = new ClientSetting(
            new Uri("http://127.0.0.1:1"), "us-east-1", "mine", ClientCredentials.Example, Timeout: null, Seed: 1, TimeProvider.System);
        return await DriverKinds.Of("mine", $"sh '{file}'").CreateAsync(setting, TestContext.Current.CancellationToken);
    }

    private static async Task<InvocationOutcome> AskAsync(IStsClient client) =>
        (await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, TestContext.Current.CancellationToken)).Outcome;
}
