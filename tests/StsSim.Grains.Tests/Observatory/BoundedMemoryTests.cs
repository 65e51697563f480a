using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory;

namespace StsSim.Grains.Tests.Observatory;

/// <summary>The observatory's size does not follow the number of requests, and little that of clients.</summary>
/// <remarks>Alone, for the size is told by the memory of the whole process, which other tests take, too.</remarks>
[Collection(nameof(AloneInTheProcess))]
public sealed class BoundedMemoryTests
{
    private const int Groups = 100;
    private const int ClientsPerGroup = 100;
    private const int Attempts = 10_000_000;
    private const int PerBatch = 5_000;
    private const long Most = 200L * 1024 * 1024;

    // Half a million requests a second of virtual time, three in ten of them refused and retried, so that as many as there is room for are open.
    [Fact]
    public void Ten_million_attempts_of_ten_thousand_clients_take_less_than_two_hundred_mebibytes()
    {
        var budget = new OpenInvocationBudget();
        ClientGroupAnalysis[] analyses =
            [.. Enumerable.Range(0, Groups).Select(group => new ClientGroupAnalysis(GroupOf(group), budget))];
        var random = new Random(11);
        var clients = Enumerable.Range(0, ClientsPerGroup).Select(client => new ObservedClient($"arn:aws:sts::123456789012:assumed-role/app/pod-{client}", $"10.0.0.{client}")).ToArray();
        long at = SeenClients.TicksAt(0);
        for (int told = 0; told < Attempts; told += PerBatch)
        {
            int group = told / PerBatch % Groups;
            var attempts = new ObservedAttempt[PerBatch];
            for (int i = 0; i < PerBatch; i += 2)
            {
                at += 20;
                var call = Guid.NewGuid();
                bool isRetried = random.NextDouble() < 0.3;
                attempts[i] = AttemptOf(call, 1, random.Next(ClientsPerGroup), at, isRetried ? "Throttling" : "OK");
                attempts[i + 1] = AttemptOf(isRetried ? call : Guid.NewGuid(), isRetried ? 2 : 1, attempts[i].Client, at + 10_000, isRetried ? "Throttling" : "OK");
            }

            analyses[group].Record(new ObservedBatch(GroupOf(group), clients, [], attempts, Dropped: 0), at);
        }

        Assert.Equal(Attempts, analyses.Sum(analysis => (long)analysis.Report(ClientScope.Everything, at)!.Figures[ClientFigure.Requests]!.Value));

        // By what is gone once they are let go, at once: what tests before this one left behind may be collected at any time.
        long with = GC.GetTotalMemory(forceFullCollection: true);
        Array.Clear(analyses);
        long taken = with - GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(taken, 1, Most);
        TestContext.Current.SendDiagnosticMessage($"The observatory took {taken / 1024 / 1024} MiB.");
    }

    [Fact]
    public void Clients_beyond_those_there_is_room_for_are_counted_together()
    {
        var seen = new SeenClients();
        for (int client = 0; client < 20_500; client++)
        {
            seen.See(Guid.NewGuid(), 1, client, principal: $"client {client}");
            if (client % 500 == 0)
            {
                seen.Tell(client);
            }
        }

        seen.Tell(21_000);

        Assert.Equal(20_500, seen.FigureAt(21_000, ClientFigure.Requests));
        Assert.Equal(20_001, seen.FigureAt(21_000, ClientFigure.Clients));
        Assert.Equal(500, Assert.Single(seen.Analysis.ListClients(30_000, SeenClients.TicksAt(21_000)), client => client.Principal == "(others)").Requests);
    }

    private static ClientGroup GroupOf(int number) => SeenClients.Standard with { ApplicationId = $"app-{number}" };

    private static ObservedAttempt AttemptOf(Guid invocation, int attempt, int client, long at, string code) => new()
    {
        Client = client,
        Segment = -1,
        Invocation = invocation,
        Fingerprint = 1,
        Attempt = attempt,
        MaximumAttempts = 3,
        Operation = "AssumeRole",
        Code = code,
        Status = code == "OK" ? 200 : 400,
        Outcome = code == "OK" ? AttemptOutcome.Ok : AttemptOutcome.Throttled,
        ArrivedAt = at,
        Duration = 1000,
    };
}
