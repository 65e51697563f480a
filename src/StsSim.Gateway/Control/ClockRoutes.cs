using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Clocks;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET, PUT, DELETE …/clock</c> under <c>/_stssim</c>, <c>/_stssim/accounts/{id}</c> and <c>/_stssim/leases/{id}</c>:
/// how fast sessions age and how far the server's clock is off, for everybody or for one account; without a clock of its
/// own an account has everybody's.
/// </summary>
internal sealed class ClockRoutes(MisbehaviourScopes scopes, IGrainFactory grains, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach ((string prefix, MisbehaviourScopes.Finder find) in scopes.All)
        {
            routes.MapGet(prefix + "/clock", (RequestDelegate)(context => GetAsync(context, find)));
            routes.MapPut(prefix + "/clock", (RequestDelegate)(context => PutAsync(context, find)));
            routes.MapDelete(prefix + "/clock", (RequestDelegate)(context => DeleteAsync(context, find)));
        }
    }

    private async Task GetAsync(HttpContext context, MisbehaviourScopes.Finder find)
    {
        if (await find(context) is { } scope)
        {
            await WriteAsync(context.Response, scope, await scope.GetAsync());
        }
    }

    // Answers when every gateway goes by it.
    private async Task PutAsync(HttpContext context, MisbehaviourScopes.Finder find)
    {
        if (await find(context) is not { } scope)
        {
            return;
        }

        using ControlBody body = await ControlBody.ReadAsync(context);
        ClockSettings clock = ClockSettingsReader.Read(body.Root);
        if (await body.IsValidAsync(context.Response) && await scope.TryChangeAsync(context, new MisbehaviourChange { SetClock = clock }) is { } changed)
        {
            await WriteAsync(context.Response, scope, changed);
        }
    }

    private static async Task DeleteAsync(HttpContext context, MisbehaviourScopes.Finder find)
    {
        if (await find(context) is { } scope)
        {
            await scope.ChangeAsync(new MisbehaviourChange { ClearClock = true });
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private async Task WriteAsync(HttpResponse response, MisbehaviourScope scope, Misbehaviour misbehaviour)
    {
        ClockSettings clock = misbehaviour.EffectiveClock
            ?? (scope.AccountId is null ? null : (await grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).GetSnapshot()).Misbehaviour.EffectiveClock)
            ?? ClockSettings.Real;
        await ControlJson.WriteAsync(response, new
        {
            clock.SessionTimeScale,
            clock.SkewSeconds,
            Now = time.GetUtcNow() + clock.Skew,
        });
    }
}
