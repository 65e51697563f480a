using System.Diagnostics;
using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Users;

/// <summary>
/// Two simulators side by side: one with few users, one with many, each of whom is asked for once and holds a session. They
/// have their turns one after the other; then the sessions expire.
/// </summary>
internal sealed class UsersMeasurement(string simulator, UsersPlan plan, TextWriter output, TextWriter progress)
{
    public const int FewUsers = 1000;

    private const int LookedUp = 100;
    private const int Account = 0;
    private const int WarmUpAccount = 1; // so that the other one's ledgers are still empty

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LedgerPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ExpiryPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettlingStep = TimeSpan.FromSeconds(5);

    private static string AccountId => NumberedAccounts.IdOf(Account);

    /// <returns>Whether every budget was kept.</returns>
    public async Task<bool> RunAsync()
    {
        using var world = new WorldFile(NumberedAccounts.WorldOf(2));
        var published = new PublishedSimulator(simulator);
        await using MeasuredServer fewAt = await published.StartAsync(world);
        await using MeasuredServer manyAt = await published.StartAsync(world);
        using var control = new SimulatorControl(manyAt);
        var few = new UserPopulation(fewAt, Account, FewUsers, plan.Connections);
        var many = new UserPopulation(manyAt, Account, plan.Users, plan.Connections);

        await TellAsync($"Warming up, twice {plan.WarmUp.TotalSeconds:0} s ...");
        await few.AskAsync(plan.WarmUp);
        await new UserPopulation(manyAt, WarmUpAccount, FewUsers, plan.Connections).AskAsync(plan.WarmUp);
        TimeSpan lifetime = plan.LifetimeAt((await few.AskAsync(plan.Turn)).RequestsPerSecond);
        await SetLifetimeAsync(fewAt, manyAt, lifetime);
        SettledMemory before = await SettledMemory.ReadAsync(manyAt);

        await TellAsync($"Asking for {plan.Users:N0} users once each; sessions live {lifetime.TotalSeconds:0} s ...");
        ServerCost newcomers = await many.AskForEachAsync(ProgressLines.Of(progress, plan.Users));
        (int asked, long known) = (many.Asked, await CountKnownAsync(control));
        SettledMemory during = await SettledMemory.ReadAsync(manyAt);

        List<ServerCost> fewTurns = [];
        List<ServerCost> manyTurns = [];
        for (int round = 1; round <= plan.Rounds; round++)
        {
            await TellAsync($"Round {round} of {plan.Rounds} ...");
            fewTurns.Add(await few.AskAsync(plan.Turn));
            manyTurns.Add(await many.AskAsync(plan.Turn));
        }

        long activeAtEnd = await control.CountActiveSessionsAsync(AccountId);
        SettledMemory atEnd = await SettledMemory.ReadAsync(manyAt);
        int unknown = await CountUnknownAsync(control);
        await WaitForExpiryAsync(control, lifetime);
        SettledMemory after = await SettleAsync(manyAt, before, atEnd);

        var figures = new UsersFigures(
            asked, known, unknown, activeAtEnd, newcomers, fewTurns, manyTurns, before, during, atEnd, manyTurns.Append(newcomers).Max(cost => cost.Memory), after);
        await new UsersTable(plan.Users, lifetime, figures).WriteAsync(output);
        return await Budget.JudgeAsync(output, figures.BudgetsOf(plan.Users));
    }

    // Of both: the ledgers of few users are to hold as much for each as those of many.
    private static async Task SetLifetimeAsync(MeasuredServer few, MeasuredServer many, TimeSpan lifetime)
    {
        foreach (MeasuredServer server in (MeasuredServer[])[few, many])
        {
            using var control = new SimulatorControl(server);
            await control.SetLifetimeAsync(lifetime);
        }
    }

    // A ledger that did not answer is told again in a moment.
    private async Task<long> CountKnownAsync(SimulatorControl control)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            long known = await control.CountActiveSessionsAsync(AccountId);
            if (known >= plan.Users || Stopwatch.GetElapsedTime(begun) >= LedgerPatience)
            {
                return known;
            }

            await Task.Delay(Look);
        }
    }

    private async Task<int> CountUnknownAsync(SimulatorControl control)
    {
        int unknown = 0;
        for (int user = 0; user < plan.Users; user += Math.Max(1, plan.Users / LookedUp))
        {
            unknown += await control.CountIssuedAsync(AccountId, FederatedUserName.Of(user)) == 0 ? 1 : 0;
        }

        return unknown;
    }

    private async Task WaitForExpiryAsync(SimulatorControl control, TimeSpan lifetime)
    {
        await TellAsync($"Waiting for sessions to expire, some {lifetime.TotalSeconds:0} s ...");
        long begun = Stopwatch.GetTimestamp();
        while (await control.CountActiveSessionsAsync(AccountId) is > 0 and var active)
        {
            if (Stopwatch.GetElapsedTime(begun) > lifetime + ExpiryPatience)
            {
                throw new InvalidOperationException($"{active} sessions are still active {ExpiryPatience.TotalSeconds:0} s after the last of them was to expire.");
            }

            await Task.Delay(Look);
        }
    }

    private async Task<SettledMemory> SettleAsync(MeasuredServer server, SettledMemory before, SettledMemory atEnd)
    {
        await TellAsync($"All have expired; letting memory settle, at most {plan.Settling.TotalSeconds:0} s ...");
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            SettledMemory now = await SettledMemory.ReadAsync(server);
            if (Stopwatch.GetElapsedTime(begun) >= plan.Settling || HasGoneBack(now.Resident, before.Resident, atEnd.Resident))
            {
                return now;
            }

            await Task.Delay(SettlingStep);
        }
    }

    // Nothing is gained by waiting once a hundredth of what was added is left.
    private static bool HasGoneBack(long now, long before, long atEnd) => now - before < (atEnd - before) / 100;

    private Task TellAsync(FormattableString line) => progress.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
