using System.Text.Json;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Worlds;

/// <summary><c>validate</c> and <c>keys</c>, as processes.</summary>
public sealed class WorldCommandTests
{
    private const string Template = """
        {
          // a template
          "accounts": [{ "id": "123456789012", "users": [{ "count": 3, "name": "user,{n}", "accessKeys": [{ "generate": "seed" }] }] }],
        }
        """;

    [Fact]
    public async Task A_valid_file_is_one_line_and_success()
    {
        using var file = new WorldFile(Template);
        await using HostProcess host = HostProcess.Start("validate", file.Path);

        Assert.Equal(0, await host.ExitAsync());
        Assert.Equal($"{file.Path} is a valid world: 1 account, 3 users, 0 roles, 3 access keys", host.Output.Trim());
        Assert.Empty(host.Errors);
    }

    [Fact]
    public async Task Each_error_is_a_line_with_its_path()
    {
        using var file = new WorldFile("""
            {
              "acounts": [],
              "accounts": [{ "id": "1", "users": [{ "count": 100, "name": "u{n}", "nmae": 1, "groups": ["none"] }] }]
            }
            """);
        await using HostProcess host = HostProcess.Start("validate", file.Path);

        Assert.Equal(1, await host.ExitAsync());
        Assert.Collection(
            host.Errors,
            line => Assert.Matches(@"^\$\.acounts: is not known here; did you mean accounts\?$", line),
            line => Assert.Matches(@"^\$\.accounts\[0\]\.id: must be twelve digits", line),
            line => Assert.Matches(@"^\$\.accounts\[0\]\.users\[0\]\.nmae: .*did you mean name\?$", line),
            line => Assert.Equal("$.accounts[0].users[0].groups[0]: is no group of this account", line));
    }

    [Fact]
    public async Task A_file_with_phases_is_an_experiment()
    {
        using var valid = new WorldFile("""{ "name": "x", "phases": [{ "name": "a", "duration": "90s" }, { "name": "b", "duration": 0.5 }], "expectations": ["a.ok > 1"], }""");
        using var wrong = new WorldFile("""{ "name": "x", "phases": [{ "name": "a", "duration": "0s" }], "expectations": ["a.okk > 1"] }""");
        await using HostProcess first = HostProcess.Start("validate", valid.Path);
        await using HostProcess second = HostProcess.Start("validate", wrong.Path);

        Assert.Equal((0, 1), (await first.ExitAsync(), await second.ExitAsync()));
        Assert.Equal($"{valid.Path} is a valid experiment: phases: 2, seconds: 90.5, expectations: 1", first.Output.Trim());
        Assert.Equal(
            ["$.phases[0].duration: must lie between 100ms and 24h", "$.expectations[0]: names the figure 'okk', which there is not; did you mean ok?"],
            second.Errors);
    }

    [Fact]
    public async Task A_syntax_error_says_its_line()
    {
        using var file = new WorldFile("{\n  \"accounts\": [\n    { \"id\" \"x\" }\n  ]\n}");
        await using HostProcess host = HostProcess.Start("validate", file.Path);

        Assert.Equal(1, await host.ExitAsync());
        Assert.StartsWith("$: is not JSON (line 3, byte 12): ", Assert.Single(host.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("keys")]
    public async Task A_file_that_is_not_there_is_an_error(string command)
    {
        await using HostProcess host = HostProcess.Start(command, "/nowhere/world.json");

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("'/nowhere/world.json' cannot be read", Assert.Single(host.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_generated_keys_are_listed_for_who_is_to_use_them()
    {
        using var file = new WorldFile(Template.Replace("user,", "user-", StringComparison.Ordinal));
        await using HostProcess csv = HostProcess.Start("keys", file.Path);
        await using HostProcess json = HostProcess.Start("keys", file.Path, "--format", "json");

        Assert.Equal((0, 0), (await csv.ExitAsync(), await json.ExitAsync()));
        string[] lines = csv.Output.Trim().Split('\n');
        Assert.Equal("accountId,userName,accessKeyId,secretAccessKey", lines[0]);
        Assert.Equal(4, lines.Length);
        JsonElement second = JsonElement.Parse(json.Output)[1];
        Assert.Equal(
            lines[2],
            string.Join(',', (string[])["accountId", "userName", "accessKeyId", "secretAccessKey"] is var names ? names.Select(name => second.GetProperty(name).GetString()) : []));
    }

    /// <summary>A hundred thousand users are a line in the file, seconds at the start, and all of them can call.</summary>
    [Fact]
    public async Task A_hundred_thousand_users_load_in_seconds()
    {
        using var file = new WorldFile("""
            {
              "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
              "accounts": [{
                "id": "123456789012",
                "users": [{
                  "count": 100000, "name": "user-{n:000000}", "path": "/load/", "accessKeys": [{ "generate": "load" }], "tags": { "number": "{n}" },
                  "policies": { "own": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sts:GetFederationToken", "Resource": "*" }] } }
                }]
              }]
            }
            """);
        var started = System.Diagnostics.Stopwatch.StartNew();
        await using HostProcess host = HostProcess.Start("--world", file.Path);
        Uri endpoint = await host.ReadyAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"ready after {started.Elapsed.TotalSeconds:0.0} s");
        await using HostProcess list = HostProcess.Start("keys", file.Path);
        Assert.Equal(0, await list.ExitAsync());
        string[][] keys = [.. list.Output.Trim().Split('\n').Skip(1).Select(line => line.Split(','))];
        Assert.Equal(100_000, keys.Length);

        using var http = new HttpClient();
        foreach (string[] key in (string[][])[keys[0], keys[41_999], keys[^1]])
        {
            using HttpRequestMessage request = StsRequest.Of(new ClientKey(key[2], key[3]), "GetFederationToken", "Name=Bob").ToMessage(endpoint);
            using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)response.StatusCode);
        }

        using HttpRequestMessage who = StsRequest.Of(new ClientKey(keys[41_999][2], keys[41_999][3]), "GetCallerIdentity").ToMessage(endpoint);
        using HttpResponseMessage identity = await http.SendAsync(who, TestContext.Current.CancellationToken);
        Assert.Contains("arn:aws:iam::123456789012:user/load/user-042000", await identity.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
