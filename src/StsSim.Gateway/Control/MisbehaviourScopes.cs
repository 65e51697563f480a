using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Leases;

namespace StsSim.Gateway.Control;

/// <summary>The three places where faults and clocks are set, and whom each is for.</summary>
internal sealed class MisbehaviourScopes(IGrainFactory grains, LeasedAccounts leases, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    /// <summary>Finds whom a request is about; where that is nobody, the problem is written and the result is null.</summary>
    public delegate Task<MisbehaviourScope?> Finder(HttpContext context);

    /// <summary>The prefix of the routes, and whom they are for.</summary>
    public IReadOnlyList<(string Prefix, Finder Find)> All =>
    [
        ("/_stssim", _ => Task.FromResult<MisbehaviourScope?>(new MisbehaviourScope(grains, accountId: null, time))),
        ("/_stssim/accounts/{id}", OfAccountAsync),
        ("/_stssim/leases/{id}", OfLeaseAsync),
    ];

    private async Task<MisbehaviourScope?> OfAccountAsync(HttpContext context) =>
        await AccountRoute.FindAsync(context, grains) is { } account ? new MisbehaviourScope(grains, account.Id, time) : null;

    private async Task<MisbehaviourScope?> OfLeaseAsync(HttpContext context)
    {
        string id = (string)context.GetRouteValue("id")!;
        if (await leases.FindAsync(id) is { } lease)
        {
            return new MisbehaviourScope(grains, lease.AccountId, time);
        }

        await LeaseRoutes.WriteNotFoundAsync(context);
        return null;
    }
}
