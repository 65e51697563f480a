using System.Net;
using System.Net.Sockets;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.CommandLine;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-loadtests-").FullName;

    private string Report => Path.Combine(_folder, "report.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--scenario nonesuch", "There is no scenario 'nonesuch'; 'list' shows the ones there are.")]
    [InlineData("--endpoint ftp://host", "--endpoint must be an address such as http://127.0.0.1:7870, not 'ftp://host'.")]
    [InlineData("--endpoint http://user:pass@host", "--endpoint must be an address")]
    [InlineData("--duration 1s", "--duration must be a time from 3s to 24h, such as 30s or 2m, not '1s'.")]
    [InlineData("--rate 0", "--rate must be a number from 1 to 200000, not '0'.")]
    [InlineData("--rate NaN", "--rate must be a number")]
    [InlineData("--seed x", "--seed must be a whole number, not 'x'.")]
    [InlineData("experiment nonesuch", "There is no experiment 'nonesuch', neither as a file nor among the ready ones that list-experiments shows.")]
    [InlineData("experiment brownout --clients boto", "There is no client 'boto'; 'list-clients' shows the ones there are.")]
    [InlineData("experiment brownout --clients naive --judge dotnet-standard", "--judge names dotnet-standard, which does not take part; --clients says who does.")]
    [InlineData("--driver mine", "--driver must be NAME=COMMAND, not 'mine'.")]
    [InlineData("--driver a,b=ruby", "The name of a driver has letters, digits, '-', '_' and '.' only, not 'a,b'.")]
    [InlineData("--driver mine=ruby --driver MINE=perl", "--driver names MINE twice.")]
    [InlineData("--clients raw --driver mine=ruby", "--driver mine takes no part: --clients does not name it.")]
    [InlineData("experiment brownout --clients raw --driver mine=ruby", "--driver mine takes no part: --clients does not name it.")]
    [InlineData("--driver mine=no-such-program", "The client mine cannot run here: no-such-program is not installed.")]
    [InlineData("experiment brownout --driver mine=no-such-program", "The client mine cannot run here: no-such-program is not installed.")]
    [InlineData("worker --join 127.0.0.1:7880 --driver mine", "--driver must be NAME=COMMAND, not 'mine'.")]
    [InlineData("--rate", "--rate needs a value: --rate N. See --help.")]
    [InlineData("--rate -5", "--rate must be a number from 1 to 200000, not '-5'.")]
    [InlineData("--rate 1,5", "--rate must be a number from 1 to 200000, not '1,5'.")]
    [InlineData("--bogus", "There is no option '--bogus'. See --help.")]
    [InlineData("--sceanrio spike", "There is no option '--sceanrio'. Did you mean '--scenario'? See --help.")]
    [InlineData("list --foo", "There is no option '--foo'. See list --help.")]
    [InlineData("simulate --pod=5", "There is no option '--pod'. Did you mean '--pods'? See simulate --help.")]
    [InlineData("--seed 1 --seed 2", "--seed may be given only once.")]
    [InlineData("--scenario spikes", "There is no scenario 'spikes'; 'list' shows the ones there are. Did you mean 'spike'?")]
    [InlineData("--clients raw,boto3-standart", "There is no client 'boto3-standart'; 'list-clients' shows the ones there are. Did you mean 'boto3-standard'?")]
    [InlineData("spike", "There is no command 'spike'; it is a scenario: --scenario spike runs it.")]
    [InlineData("brownout", "There is no command 'brownout'; it is an experiment: 'experiment brownout' runs it.")]
    [InlineData("simulat", "There is no command 'simulat', only list, list-clients, list-experiments, experiment, simulate, worker. Did you mean 'simulate'?")]
    [InlineData("simulate 5", "'5' is one word too many for simulate. See simulate --help.")]
    [InlineData("experiment", "experiment needs FILE: an experiment file, or the name of a ready one; list-experiments shows them all. See experiment --help.")]
    [InlineData("experiment brown-out", "that list-experiments shows. Did you mean 'brownout'?")]
    [InlineData("experiment brownout --threshold p99<200", "'p99<200' needs a time with its unit, such as 200ms or 1.5s.")]
    [InlineData("worker", "worker needs --join HOST:PORT. See worker --help.")]
    [InlineData("--endpoint localhost:7870", "not 'localhost:7870'. Did you mean http://localhost:7870?")]
    [InlineData("--endpoint http://user:pass@host", "Whose requests it gets is said by --access-key-id.")]
    [InlineData("--timeout 0", "--timeout must be a time from 1ms to 1h, such as 30s or 2m, not '0'.")]
    [InlineData("--listen 0.0.0.0", "--listen must be an address with a port, such as 0.0.0.0:7880, not '0.0.0.0'.")]
    [InlineData("--set pods=NaN --scenario rolling-restart", "pods must be from")]
    [InlineData("--settings nowhere.json", "nowhere.json cannot be read: Could not find file")]
    [InlineData("simulate --rules boto3-standart", "There are no rules 'boto3-standart'; see --help for those there are. Did you mean 'boto3-standard'?")]
    [InlineData("--access-key-id AKIA", "--access-key-id and --secret-access-key go together; only one of them was given.")]
    public async Task A_mistake_is_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task The_ready_experiments_are_shown_with_what_they_are_for()
    {
        ProgramRun run = await ProgramRun.OfAsync("list-experiments");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("metastable-retry-storm", run.Output, StringComparison.Ordinal);
        Assert.Contains("56 s", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_where_nothing_listens_is_one_sentence()
    {
        int port = UnusedPort();
        ProgramRun run = await ProgramRun.OfAsync(
            "--endpoint", $"http://127.0.0.1:{port}", "--report", Report, "--duration", "3s");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Nothing answers at http://127.0.0.1:{port}/", run.Error, StringComparison.Ordinal);
        Assert.Contains("Without --endpoint a simulator is started for the run.", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(Report));
    }

    [Fact]
    public async Task Refused_credentials_are_named_without_the_secret()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync(refusesCredentials: true);
        ProgramRun run = await ProgramRun.OfAsync(
            "--endpoint", target.Endpoint.ToString(), "--report", Report, "--access-key-id", "AKIAMINE", "--secret-access-key", "hush-hush");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("refused the credentials of AKIAMINE: InvalidClientTokenId", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_needs_the_control_api_says_so_where_there_is_none()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync(withControlApi: false);
        ProgramRun run = await ProgramRun.OfAsync("--endpoint", target.Endpoint.ToString(), "--report", Report);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("has no control API", run.Error, StringComparison.Ordinal);
        Assert.Contains("steady-issuance", run.Error, StringComparison.Ordinal);
        Assert.Empty(target.TokenRequests);
    }

    [Theory]
    [InlineData("--scenario quota-step-down", "wants an admin token for its control API: --admin-token says it.")]
    [InlineData("--scenario retry-storm", "wants an admin token for its control API: --admin-token says it.")]
    [InlineData("experiment brownout", "wants an admin token for its control API: --admin-token says it.")]
    [InlineData("--scenario quota-step-down --admin-token guessed", "does not take this admin token for its control API.")]
    [InlineData("experiment brownout --admin-token guessed", "does not take this admin token for its control API.")]
    public async Task A_simulator_with_an_admin_token_says_so_and_not_that_it_has_no_control_api(string arguments, string sentence)
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.AdminToken = "the-token-of-it";

        ProgramRun run = await ProgramRun.OfAsync([.. arguments.Split(' '), "--endpoint", target.Endpoint.ToString(), "--report", Report]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{target.Endpoint} {sentence}", run.Error.Trim());
    }

    [Fact]
    public async Task A_target_that_issues_nothing_is_refused_before_the_load()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = _ => "AccessDenied";
        string quotas = target.Quotas.ToJsonString();
        ProgramRun run = await ProgramRun.OfAsync("--endpoint", target.Endpoint.ToString(), "--report", Report);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("AccessDenied", run.Error, StringComparison.Ordinal);
        Assert.Equal(quotas, target.Quotas.ToJsonString());
    }

    [Fact]
    public async Task A_client_that_cannot_make_a_scenarios_calls_is_named_and_not_the_endpoint()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();

        ProgramRun run = await ProgramRun.OfAsync(
            "--scenario", "presigned-caller-identity", "--clients", "dotnet-standard", "--endpoint", target.Endpoint.ToString(), "--report", Report);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("The client dotnet-standard does not know how to make the calls of this load: GetCallerIdentity.", run.Error.Trim());
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_refused_before_the_load()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        ProgramRun run = await ProgramRun.OfAsync("--endpoint", target.Endpoint.ToString(), "--report", _folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is a directory", run.Error, StringComparison.Ordinal);
        Assert.Empty(target.TokenRequests);
    }

    [Fact]
    public async Task List_shows_every_scenario()
    {
        ProgramRun run = await ProgramRun.OfAsync("list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(ScenarioCatalog.All, scenario => Assert.Contains(scenario.Name, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--scenario sp", "spike")]
    [InlineData("--clients raw,dotnet-ad", "raw,dotnet-adaptive")]
    [InlineData("simulate --start tog", "together")]
    [InlineData("simulate --rules js,no", "js,no-retries")]
    [InlineData("experiment brown", "brownout")]
    [InlineData("experiment --judge nai", "naive")]
    public async Task Names_are_completed_for_a_shell_that_asks(string line, string word)
    {
        ProgramRun run = await ProgramRun.OfAsync($"[suggest:{line.Length}]", line);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([word], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(suggestion => suggestion.Trim()));
    }

    [Theory]
    [InlineData("--threshold")]
    [InlineData("--markdown")]
    [InlineData("--json")]
    [InlineData("--csv")]
    [InlineData("--judge")]
    public async Task Help_of_experiments_names_what_they_are_held_to_and_written_to(string word) =>
        Assert.Contains(word, (await ProgramRun.OfAsync("experiment", "--help")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--endpoint")]
    [InlineData("--scenario")]
    [InlineData("--duration")]
    [InlineData("--rate")]
    [InlineData("--seed")]
    [InlineData("--report")]
    [InlineData("list")]
    public async Task Help_names_everything_that_can_be_typed(string word)
    {
        ProgramRun run = await ProgramRun.OfAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(word, run.Output, StringComparison.Ordinal);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
