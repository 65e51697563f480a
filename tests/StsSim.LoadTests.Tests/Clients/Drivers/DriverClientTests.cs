using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Tests.Clients.Drivers;

/// <summary>Drivers that do it right and drivers that do it wrong, each a few lines of shell.</summary>
public sealed class DriverClientTests : IDisposable
{
    private const string Ready = """echo '{"ready":{"client":"shell 1","operations":["AssumeRole","GetCallerIdentity"]}}';""";
    private const string Begin = "read -r start; " + Ready;

    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-drivers-").FullName;
    private readonly CountingWire _wire = new();
    private readonly List<string> _reports = [];

    public DriverClientTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "these drivers are written for a shell");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_answer_is_the_calls_outcome_and_the_wire_is_seen_as_it_is_told()
    {
        await using DriverClient client = await StartAsync(Begin + """
            read -r request
            echo '{"wire":"sent","id":1}'
            echo '{"wire":"throttled","id":1}'
            echo '{"wire":"sent","id":1}'
            echo '{"wire":"sent","id":1}'
            echo '{"id":1,"outcome":"ok","attempts":2,"throttles":1,"issued":{"accessKeyId":"ASIA1","secretAccessKey":"s","sessionToken":"t","expiration":"2026-11-27T12:00:00+00:00"}}'
            cat > /dev/null
            """);

        StsReply reply = await SendAsync(client);

        Assert.Equal(new InvocationOutcome(InvocationEnd.Ok, Attempts: 2, Sends: 3, Throttles: 1, "ASIA1"), reply.Outcome);
        Assert.Equal(new IssuedSession(new ClientCredentials("ASIA1", "s", "t"), new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero)), reply.Issued);
        Assert.Equal((3, 1), (_wire.Sent, _wire.Throttled));
        Assert.Equal("shell 1", client.Sdk);
    }

    [Theory]
    [InlineData(""" "outcome":"error","code":"Throttling" """, InvocationEnd.GivenUp, "Throttling")]
    [InlineData(""" "outcome":"error","code":"AccessDenied" """, InvocationEnd.Failed, "AccessDenied")]
    [InlineData(""" "outcome":"heldBack","code":"NoCapacity" """, InvocationEnd.HeldBack, "NoCapacity")]
    public async Task A_driver_that_does_not_tell_of_the_wire_is_shown_by_its_answers(string members, object end, string code)
    {
        await using DriverClient client = await StartAsync(
            Begin + "read -r request; echo '{\"id\":1," + members + ",\"attempts\":3,\"throttles\":2}'; cat > /dev/null");

        StsReply reply = await SendAsync(client);

        Assert.Equal(new InvocationOutcome((InvocationEnd)end, Attempts: 3, Sends: 3, Throttles: 2, ErrorCode: code), reply.Outcome);
        Assert.Equal((3, 2), (_wire.Sent, _wire.Throttled));
    }

    [Fact]
    public async Task A_provider_that_had_no_need_to_call_made_none()
    {
        await using DriverClient client = await StartAsync(Begin + """
            read -r first
            echo '{"id":1,"outcome":"ok","attempts":1,"throttles":0}'
            read -r second
            echo '{"id":2,"outcome":"ok","attempts":0,"throttles":0}'
            cat > /dev/null
            """);
        StsRequest use = StsRequest.UseOfSession(new PodCredentials("pod", 0, "arn:aws:iam::123456789012:role/app", 900, TimeScale: 1));

        StsReply renewed = await client.SendAsync(use, _wire, CancellationToken);
        StsReply held = await client.SendAsync(use, _wire, CancellationToken);

        Assert.Equal((1, 1), (renewed.Outcome.Calls, renewed.Outcome.Sends));
        Assert.Equal((0, 0), (held.Outcome.Calls, held.Outcome.Sends));
        Assert.Equal(1, _wire.Sent);
    }

    [Fact]
    public async Task An_operation_that_it_does_not_name_is_not_asked_of_it()
    {
        string seen = Path.Combine(_folder, "seen");
        DriverClient client = await StartAsync(Begin + $"cat > '{seen}'");
        await using (client)
        {
            StsReply reply = await client.SendAsync(StsRequest.GetSessionToken(), _wire, CancellationToken);

            Assert.Equal(new InvocationOutcome(InvocationEnd.Failed, 0, 0, 0, ErrorCode: InvocationOutcome.UnsupportedOperation), reply.Outcome);
        }

        Assert.Equal("", await File.ReadAllTextAsync(seen, CancellationToken));
    }

    [Fact]
    public async Task Answers_find_their_calls_in_any_order()
    {
        await using DriverClient client = await StartAsync(Begin + """
            read -r first
            read -r second
            echo '{"id":2,"outcome":"error","code":"Second","attempts":1,"throttles":0}'
            echo '{"id":1,"outcome":"error","code":"First","attempts":1,"throttles":0}'
            cat > /dev/null
            """);

        Task<StsReply> first = SendAsync(client);
        Task<StsReply> second = SendAsync(client);

        Assert.Equal("First", (await first).Outcome.ErrorCode);
        Assert.Equal("Second", (await second).Outcome.ErrorCode);
    }

    [Fact]
    public async Task A_driver_is_told_how_to_begin_on_its_input_and_nowhere_else()
    {
        string seen = Path.Combine(_folder, "seen"), environment = Path.Combine(_folder, "environment");
        await using DriverClient client = await StartAsync(
            $"""read -r start; printf '%s' "$start" > '{seen}'; env > '{environment}'; printf '%s ' "$0" "$@" >> '{environment}'; {Ready} cat > /dev/null""");

        Assert.Equal(
            """{"start":{"protocol":1,"endpoint":"http://127.0.0.1:1/","region":"us-east-1","applicationId":"mine","retryMode":"standard","""
            + "\"credentials\":{\"accessKeyId\":\"AKIARZPUZDIKKVJVIU2T\",\"secretAccessKey\":\"StsSimExampleSecretAccessKeyForLoadTests\"},\"timeoutMs\":1500}}",
            await File.ReadAllTextAsync(seen, CancellationToken));
        string told = await File.ReadAllTextAsync(environment, CancellationToken);
        Assert.DoesNotContain(ClientCredentials.Example.SecretAccessKey, told, StringComparison.Ordinal);
        Assert.Contains("NO_PROXY=", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_dies_takes_its_calls_along_and_those_that_come_later()
    {
        await using DriverClient client = await StartAsync(Begin + "read -r request; echo 'out of luck' >&2; exit 3");

        StsReply underWay = await SendAsync(client);
        StsReply later = await SendAsync(client);

        Assert.All([underWay, later], reply => Assert.Equal((InvocationEnd.Failed, DriverClient.DriverExited), (reply.Outcome.End, reply.Outcome.ErrorCode)));
        Assert.Equal("The client mine makes no more calls: its driver ended with exit code 3. It wrote: out of luck", client.Ended);
        Assert.Equal(client.Ended, Assert.Single(_reports));
    }

    [Fact]
    public async Task A_driver_that_writes_garbage_is_ended()
    {
        await using DriverClient client = await StartAsync(Begin + "read -r request; echo 'Hello!'; cat > /dev/null");

        StsReply reply = await SendAsync(client);

        Assert.Equal((InvocationEnd.Failed, DriverClient.DriverExited), (reply.Outcome.End, reply.Outcome.ErrorCode));
        Assert.Equal("The client mine makes no more calls: its driver wrote a line that is not one of the protocol: Hello!", client.Ended);
    }

    [Theory]
    [InlineData("read -r start; echo '{\"error\":\"The moon is full.\"}'", "The client mine does not start: The moon is full.")]
    [InlineData("read -r start; echo 'Welcome!'; cat > /dev/null", "The client mine does not start: its driver's first line is not one of the protocol: Welcome!")]
    [InlineData("read -r start; echo 'no such thing' >&2; exit 7", "The client mine does not start: its driver ended with exit code 7. It wrote: no such thing")]
    [InlineData("exit 0", "The client mine does not start: its driver ended with exit code 0.")]
    public async Task A_driver_that_does_not_get_ready_is_a_sentence_for_the_user(string script, string sentence)
    {
        CannotRunException refusal = await Assert.ThrowsAsync<CannotRunException>(() => StartAsync(script));

        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public async Task A_driver_that_is_not_there_is_a_sentence_for_the_user()
    {
        ClientKind kind = DriverKinds.Of("mine", "no-such-driver --fast");

        Assert.Equal("no-such-driver is not installed", kind.Missing());
        CannotRunException refusal = await Assert.ThrowsAsync<CannotRunException>(() => kind.CreateAsync(Setting(), CancellationToken));
        Assert.Equal("The client mine does not start: no-such-driver is not found, or is no program.", refusal.Message);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_unfinished_and_its_answer_comes_too_late()
    {
        await using DriverClient client = await StartAsync(Begin + """
            read -r first
            echo '{"wire":"sent","id":1}'
            read -r second
            echo '{"id":1,"outcome":"ok","attempts":1,"throttles":0}'
            echo '{"id":2,"outcome":"ok","attempts":1,"throttles":0}'
            cat > /dev/null
            """);
        using var cancelled = new CancellationTokenSource();
        var wire = new CancellingWire(cancelled);

        StsReply reply = await client.SendAsync(StsRequest.GetCallerIdentity, wire, cancelled.Token);
        StsReply next = await SendAsync(client);

        Assert.Equal(new InvocationOutcome(InvocationEnd.Unfinished, Attempts: 1, Sends: 1, Throttles: 0), reply.Outcome);
        Assert.Equal(InvocationEnd.Ok, next.Outcome.End);
    }

    [Fact]
    public async Task At_the_end_the_drivers_input_ends_and_it_is_waited_for()
    {
        string finished = Path.Combine(_folder, "finished");
        DriverClient client = await StartAsync(Begin + $"cat > /dev/null; touch '{finished}'");

        await client.DisposeAsync();

        Assert.True(File.Exists(finished));
        Assert.Empty(_reports);
    }

    private static ClientSetting Setting() => new(
        new Uri("http://127.0.0.1:1/"), "us-east-1", "mine", ClientCredentials.Example, TimeSpan.FromSeconds(1.5), Seed: 1, TimeProvider.System);

    private Task<DriverClient> StartAsync(string script) => DriverClient.StartAsync(
        "mine", new DriverCommand("sh", ["-c", script]), "standard", Setting(), CancellationToken, _reports.Add);

    private Task<StsReply> SendAsync(DriverClient client) => client.SendAsync(StsRequest.GetCallerIdentity, _wire, CancellationToken).AsTask();

    private sealed class CancellingWire(CancellationTokenSource source) : IWireWatcher
    {
        public void RequestSent() => source.Cancel();

        public void RequestThrottled()
        {
        }
    }
}
