using System.Net.Http.Json;
using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>More requests than a process can answer, on a real one. When it counts as overloaded is set so low that any machine gets there.</summary>
public sealed class OverloadTests
{
    // For a flood of which nothing is shed: the test then fails, and does not go on for ever.
    private static readonly TimeSpan LongestFlood = TimeSpan.FromMinutes(2);

    private static readonly int Flooding = 100 * Environment.ProcessorCount;

    [Fact]
    public async Task A_flood_is_shed_while_health_and_control_answer_and_then_all_are_served()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("OverloadDelay", "00:00:00.02"));
        using var quotas = new StringContent("""{ "default": { "requestsPerSecond": 1000000, "burst": 1000000 } }""");
        using HttpResponseMessage set = await host.Http.PutAsync(new Uri(host.Endpoint, "/_stssim/quotas"), quotas, TestContext.Current.CancellationToken);
        set.EnsureSuccessStatusCode();
        string form = await ExpensiveRequestAsync(host);

        using var shed = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        shed.CancelAfter(LongestFlood);
        var answers = new FloodAnswers();
        Task[] flood = [.. Enumerable.Range(0, Flooding).Select(_ => Task.Run(() => FloodAsync(host, form, answers, shed.Token)))]; // not in turns with the test itself
        await Task.WhenAny(answers.HasShed, Task.WhenAll(flood));
        Assert.True(answers.HasShed.IsCompletedSuccessfully, $"Of a flood nothing was shed: {answers}");
        Assert.Equal(200, (await host.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await host.GetAsync("/_stssim/quotas")).Status);

        await shed.CancelAsync();
        await Task.WhenAll(flood);
        Assert.True(answers.Served > 0, $"{answers}");
        Assert.Equal(0, answers.Others);

        // Once it is over all are served, and that is said in the log.
        while (!host.Output.Contains("Overload over", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Contains("Overloaded: work waits", host.Output, StringComparison.Ordinal);
        for (int sent = 0; sent < 20; sent++)
        {
            (await host.CallAsync()).IsSuccessOf("GetCallerIdentity");
        }
    }

    // An assertion is verified anew each time.
    private static async Task<string> ExpensiveRequestAsync(LimitedHost host)
    {
        using HttpResponseMessage minted = await host.Http.PostAsJsonAsync(
            new Uri(host.Endpoint, "/_stssim/idp/saml/assertion"), new { roleArn = "arn:aws:iam::123456789012:role/saml", sessionName = "flood" }, TestContext.Current.CancellationToken);
        JsonElement json = await minted.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        string assertion = Uri.EscapeDataString(json.GetProperty("assertion").GetString()!);
        return "Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/saml"
            + $"&PrincipalArn=arn:aws:iam::123456789012:saml-provider/stssim&SAMLAssertion={assertion}";
    }

    private static async Task FloodAsync(LimitedHost host, string form, FloodAnswers answers, CancellationToken until)
    {
        string request = $"POST / HTTP/1.1\r\nHost: {host.Endpoint.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}";
        using RawConnection connection = await host.ConnectAsync();
        while (!until.IsCancellationRequested)
        {
            await connection.SendAsync(request);
            answers.Count(await connection.ReceiveAsync());
        }
    }
}
