using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Makes ready what the client groups of a run need: accounts, clients, and what the scenario asks for.</summary>
internal sealed class StageSetting(RunOptions options, Uri endpoint, ControlApi control, TimeProvider time)
{
    // Token buckets are kept per account and Region: groups that share an account must not share a Region.
    private static readonly string[] Regions =
    [
        "us-east-1", "eu-west-1", "ap-southeast-2", "us-west-2", "eu-central-1", "ap-northeast-1", "sa-east-1", "ca-central-1",
        "us-east-2", "us-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "ap-south-1", "ap-northeast-2", "ap-southeast-1",
    ];

    // Preparing before the run, awaiting the last answers and reading the verdicts after it.
    private static readonly TimeSpan LifetimeBesides = TimeSpan.FromMinutes(5);

    /// <param name="accountId">Of the credentials that the user gave.</param>
    public async Task<PreparedStage> PrepareAsync(string accountId, CancellationToken interrupted)
    {
        if (options.Clients.Count > Regions.Length)
        {
            throw new CannotRunException($"{options.Clients.Count} client groups are too many: {Regions.Length} is the most.");
        }

        var stage = new PreparedStage(options, endpoint, control, time);
        try
        {
            foreach (ClientKind kind in options.Clients)
            {
                await AddAsync(stage, kind, accountId, interrupted).ConfigureAwait(false);
            }

            return stage;
        }
        catch
        {
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task AddAsync(PreparedStage stage, ClientKind kind, string accountId, CancellationToken interrupted)
    {
        List<TargetAccount> accounts = [];
        string region = Regions[0];
        if (options.Scenario.Needs == ScenarioNeeds.LeasedAccounts)
        {
            for (int index = 0; index < options.Scenario.AccountsPerGroup(options.Settings); index++)
            {
                LeaseTerms terms = options.Scenario.TermsOf(options.Settings, index);
                LeasedAccount lease = await control
                    .TakeLeaseAsync(options.WarmUp + options.Duration + LifetimeBesides, interrupted, terms.Quotas, terms.Faults, terms.Clock)
                    .ConfigureAwait(false);
                stage.Leases.Add(lease);
                accounts.Add(new TargetAccount(lease.AccountId, lease.Credentials) { RoleArn = lease.RoleArn, WebRoleArn = lease.WebRoleArn });
            }
        }
        else
        {
            region = Regions[stage.Groups.Count];
            accounts.Add(new TargetAccount(accountId, options.Credentials));
        }

        var group = new ClientGroup(kind.Name, region, kind.Retries);
        var prepared = new GroupStage(group, kind, options.Settings, accounts, control);
        IStsClient client = await kind.CreateAsync(
            new ClientSetting(endpoint, region, kind.Name, accounts[0].Credentials, options.Timeout, options.Seed, time), interrupted).ConfigureAwait(false);
        stage.Groups.Add(new PreparedGroup(prepared, client));
        await options.Scenario.PrepareAsync(prepared, interrupted).ConfigureAwait(false);
    }
}
