using StsSim.Operations.Authentication;
using StsSim.Operations.Tests.Observation;

namespace StsSim.Operations.Tests.Faults;

/// <summary>Probability: the seed, the rule and the request decide, and neither the gateway nor the hour nor the order.</summary>
public sealed class FaultChanceTests : IDisposable
{
    private const int Requests = 100_000;
    private const string ThreeInTen = """{ "probability": 0.3, "effect": { "type": "malform" } }""";

    private readonly FaultCaller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Three_in_ten_distinct_requests_are_struck_the_same_ones_each_time_and_others_under_another_seed()
    {
        bool[] first = await StrikesAsync(ThreeInTen, seed: 1, Distinct);
        bool[] second = await StrikesAsync(ThreeInTen, seed: 1, Distinct);
        bool[] other = await StrikesAsync(ThreeInTen, seed: 2, Distinct);

        Assert.InRange(first.Count(struck => struck), 29_700, 30_300);
        Assert.InRange(other.Count(struck => struck), 29_700, 30_300);
        Assert.Equal(first, second);
        AssertUnrelated(first, other);
    }

    [Fact]
    public async Task Three_in_ten_identical_requests_are_struck_the_same_ones_each_time_and_others_under_another_seed()
    {
        bool[] first = await StrikesAsync(ThreeInTen, seed: 1, _ => Distinct(0));
        bool[] second = await StrikesAsync(ThreeInTen, seed: 1, _ => Distinct(0));
        bool[] other = await StrikesAsync(ThreeInTen, seed: 2, _ => Distinct(0));

        Assert.InRange(first.Count(struck => struck), 29_700, 30_300);
        Assert.InRange(other.Count(struck => struck), 29_700, 30_300);
        Assert.Equal(first, second);
        AssertUnrelated(first, other);
    }

    // Distinct requests may come in any order, and what is repeated in between is told apart by its own count alone.
    [Theory]
    [InlineData(50_000, 1)]
    [InlineData(4_000, 5)]
    [InlineData(10, 1_000)]
    public async Task The_order_among_distinct_requests_changes_nothing(int names, int times)
    {
        int[] inOrder = [.. Enumerable.Range(0, names * times).Select(i => i % names)];
        int[] shuffled = [.. inOrder];
        new Random(5).Shuffle(shuffled);

        Assert.Equal(await StrikesByNameAsync(inOrder), await StrikesByNameAsync(shuffled));
    }

    [Fact]
    public async Task Rules_of_one_world_have_chances_of_their_own()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync(FaultGateway.Put(ThreeInTen, ThreeInTen));
        var struckBy = new Dictionary<string, int>();
        for (int i = 0; i < 10_000; i++)
        {
            string by = (await gateway.ConsiderAsync(Distinct(i)))?.Rule.Id ?? "none";
            struckBy[by] = struckBy.GetValueOrDefault(by) + 1;
        }

        Assert.InRange(struckBy["rule-0"], 2_800, 3_200);
        Assert.InRange(struckBy["rule-1"], 1_950, 2_250); // 0.7 x 0.3: the first that strikes has the request
        Assert.InRange(struckBy["none"], 4_700, 5_100);
        Assert.Equal([(10_000, struckBy["rule-0"]), (10_000 - struckBy["rule-0"], struckBy["rule-1"])], gateway.Counts.Select(count => (count.Considered, count.Fired)));
    }

    [Fact]
    public async Task A_seed_of_the_rules_own_counts_before_the_worlds()
    {
        const string Seeded = """{ "probability": 0.3, "seed": 1, "effect": { "type": "malform" } }""";
        Assert.Equal(await StrikesAsync(ThreeInTen, seed: 1, Distinct, 1_000), await StrikesAsync(Seeded, seed: 99, Distinct, 1_000));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1_000)]
    public async Task Never_and_always_are_exact(double probability, int struck) => Assert.Equal(
        struck,
        (await StrikesAsync($$"""{ "probability": {{probability}}, "effect": { "type": "malform" } }""", seed: 1, Distinct, 1_000)).Count(hit => hit));

    [Fact]
    public async Task A_share_of_clients_is_struck_always_and_the_others_never()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync("""{ "probability": 0.25, "per": "client", "effect": { "type": "malform" } }""", seed: 3);
        int struck = 0;
        for (int client = 0; client < 2_000; client++)
        {
            Caller session = _caller.RoleSession($"client-{client}");
            bool[] fates =
            [
                await gateway.StrikesAsync(_caller.Call("Action=GetCallerIdentity", caller: session)),
                await gateway.StrikesAsync(_caller.Call("Action=GetCallerIdentity", caller: session)),
                await gateway.StrikesAsync(_caller.Call($"Action=GetFederationToken&Name=n{client}", caller: _caller.RoleSession($"client-{client}", FaultCaller.Now.AddHours(-1)))),
            ];
            Assert.Single(fates.Distinct());
            struck += fates[0] ? 1 : 0;
        }

        Assert.InRange(struck, 420, 580);
    }

    [Theory]
    [InlineData("Boto3/1.43.11", "192.0.2.1", "aws-cli/1.45.11", "192.0.2.1")]
    [InlineData("Boto3/1.43.11", "192.0.2.1", "Boto3/1.43.11", "192.0.2.2")]
    public async Task Programs_and_machines_are_clients_of_their_own(string agent, string address, string otherAgent, string otherAddress)
    {
        bool[] one = await FatesAsync(agent, address), other = await FatesAsync(otherAgent, otherAddress);
        AssertUnrelated(one, other, tolerance: 0.06);

        // Under a thousand seeds, for one seed says little about two clients.
        async Task<bool[]> FatesAsync(string agent, string address)
        {
            var fates = new List<bool>();
            for (int seed = 0; seed < 1_000; seed++)
            {
                using FaultGateway gateway = await FaultGateway.JoinAsync("""{ "probability": 0.3, "per": "client", "effect": { "type": "malform" } }""", seed);
                fates.Add(await gateway.StrikesAsync(_caller.Call(
                    "Action=GetCallerIdentity", new ClientRequest(("User-Agent", agent)) { From = System.Net.IPAddress.Parse(address) })));
            }

            return [.. fates];
        }
    }

    [Fact]
    public async Task The_attempts_of_an_invocation_share_its_fate()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync("""{ "probability": 0.4, "per": "invocation", "effect": { "type": "malform" } }""", seed: 4);
        int struck = 0;
        for (int invocation = 0; invocation < 5_000; invocation++)
        {
            var fates = new List<bool>();
            for (int attempt = 1; attempt <= 3; attempt++)
            {
                fates.Add(await gateway.StrikesAsync(_caller.Call(
                    "Action=GetCallerIdentity",
                    new ClientRequest(("amz-sdk-invocation-id", $"6b1b3a2c-{invocation}"), ("amz-sdk-request", $"attempt={attempt}; max=3")))));
            }

            Assert.Single(fates.Distinct());
            struck += fates[0] ? 1 : 0;
        }

        Assert.InRange(struck, 1_850, 2_150);
    }

    [Fact]
    public async Task Attempts_have_chances_of_their_own_unless_a_rule_says_otherwise()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync(ThreeInTen, seed: 4);
        bool[][] fates = [new bool[5_000], new bool[5_000]];
        for (int i = 0; i < 5_000; i++)
        {
            for (int attempt = 0; attempt < 2; attempt++)
            {
                fates[attempt][i] = await gateway.StrikesAsync(_caller.Call(
                    $"Action=GetFederationToken&Name=n{i}", new ClientRequest(("amz-sdk-request", $"attempt={attempt + 1}; max=3"))));
            }
        }

        AssertUnrelated(fates[0], fates[1]);
    }

    // What dates and signs a request, and what a provider signs anew each time, is no part of what is asked for.
    [Fact]
    public async Task The_same_request_of_another_hour_and_another_session_is_the_same()
    {
        const string Token = "Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/team/app&RoleSessionName=x";
        Assert.Equal(
            await StrikesAsync(ThreeInTen, 1, i => _caller.Call($"{Token}{i}&X-Amz-Date=20261127T120000Z&WebIdentityToken=a&SAMLAssertion=b", caller: _caller.RoleSession("s")), 2_000),
            await StrikesAsync(ThreeInTen, 1, i => _caller.Call($"{Token}{i}&X-Amz-Date=20270101T000000Z&WebIdentityToken=c&SAMLAssertion=d", caller: _caller.RoleSession("s", FaultCaller.Now.AddDays(1))), 2_000));
    }

    private AwsCall Distinct(int i) => _caller.Call($"Action=GetFederationToken&Name=user-{i}");

    private static async Task<bool[]> StrikesAsync(string rule, long seed, Func<int, AwsCall> call, int requests = Requests)
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync(rule, seed);
        bool[] strikes = new bool[requests];
        for (int i = 0; i < requests; i++)
        {
            strikes[i] = await gateway.StrikesAsync(call(i));
        }

        Assert.All(gateway.Counters.Values, counter => Assert.Equal(0, counter.Asked)); // chance asks no grain
        return strikes;
    }

    private async Task<string[]> StrikesByNameAsync(int[] order)
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync(ThreeInTen, seed: 1);
        var byName = new SortedDictionary<int, string>();
        foreach (int name in order)
        {
            byName[name] = byName.GetValueOrDefault(name, "") + (await gateway.StrikesAsync(Distinct(name)) ? "x" : ".");
        }

        return [.. byName.Values];
    }

    // Two that share nothing agree as often as chance has it.
    private static void AssertUnrelated(bool[] one, bool[] other, double tolerance = 0.03)
    {
        double agree = one.Zip(other).Count(pair => pair.First == pair.Second) / (double)one.Length;
        Assert.InRange(agree, (0.3 * 0.3) + (0.7 * 0.7) - tolerance, (0.3 * 0.3) + (0.7 * 0.7) + tolerance);
    }
}
