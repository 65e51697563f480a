using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET, PUT, DELETE …/faults[/{rule}]</c> under <c>/_stssim</c>, <c>/_stssim/accounts/{id}</c> and
/// <c>/_stssim/leases/{id}</c>: the fault rules that everybody meets, and those of one account; <c>GET
/// /_stssim/fault-presets</c>: rules ready for use.
/// </summary>
internal sealed class FaultRoutes(MisbehaviourScopes scopes) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_stssim/fault-presets", (RequestDelegate)(context => ControlJson.WriteAsync(context.Response, FaultPresets.All)));
        foreach ((string prefix, MisbehaviourScopes.Finder find) in scopes.All)
        {
            Map(routes, prefix + "/faults", find, ListAsync, PutAllAsync, DeleteAllAsync);
            Map(routes, prefix + "/faults/{rule}", find, GetAsync, PutAsync, DeleteAsync);
        }
    }

    private static void Map(
        IEndpointRouteBuilder routes,
        string route,
        MisbehaviourScopes.Finder find,
        Func<HttpContext, MisbehaviourScope, Task> get,
        Func<HttpContext, MisbehaviourScope, Task> put,
        Func<HttpContext, MisbehaviourScope, Task> delete)
    {
        routes.MapGet(route, Within(find, get));
        routes.MapPut(route, Within(find, put));
        routes.MapDelete(route, Within(find, delete));
    }

    private static RequestDelegate Within(MisbehaviourScopes.Finder find, Func<HttpContext, MisbehaviourScope, Task> act) => async context =>
    {
        if (await find(context) is { } scope)
        {
            await act(context, scope);
        }
    };

    private static async Task ListAsync(HttpContext context, MisbehaviourScope scope) =>
        await WriteAllAsync(context.Response, scope, await scope.GetAsync());

    private static async Task GetAsync(HttpContext context, MisbehaviourScope scope) => await WriteOneAsync(context, scope, await scope.GetAsync());

    // Answers when every gateway works by the rules.
    private static async Task PutAllAsync(HttpContext context, MisbehaviourScope scope)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        IReadOnlyList<FaultRuleDefinition> rules = FaultRulesReader.ReadAll(body.Root);
        if (await body.IsValidAsync(context.Response) && await scope.TryChangeAsync(context, new MisbehaviourChange { SetFaults = rules }) is { } changed)
        {
            await WriteAllAsync(context.Response, scope, changed);
        }
    }

    // Likewise.
    private static async Task PutAsync(HttpContext context, MisbehaviourScope scope)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        FaultRuleDefinition rule = FaultRulesReader.Read(body.Root, IdOf(context));
        Misbehaviour held = await scope.GetAsync();
        if (held.Faults.FirstOrDefault(other => other.Id != rule.Id && other.Id.Equals(rule.Id, StringComparison.OrdinalIgnoreCase)) is { } namesake)
        {
            body.Root.At("$.id", default).Error($"is that of the rule '{namesake.Id}', written otherwise");
        }
        else if (held.Faults.Count >= FaultRulesReader.MostRules && held.Faults.All(other => other.Id != rule.Id))
        {
            body.Root.Error($"is one rule too many; there may be {FaultRulesReader.MostRules}");
        }

        if (await body.IsValidAsync(context.Response) && await scope.TryChangeAsync(context, new MisbehaviourChange { PutFault = rule }) is { } changed)
        {
            await WriteOneAsync(context, scope, changed);
        }
    }

    private static async Task DeleteAllAsync(HttpContext context, MisbehaviourScope scope)
    {
        await scope.ChangeAsync(new MisbehaviourChange { SetFaults = [] });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task DeleteAsync(HttpContext context, MisbehaviourScope scope)
    {
        if (await scope.ChangeAsync(new MisbehaviourChange { RemoveFault = IdOf(context) }) is null)
        {
            await WriteNotFoundAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task WriteAllAsync(HttpResponse response, MisbehaviourScope scope, Misbehaviour misbehaviour) =>
        await ControlJson.WriteAsync(response, await DescribeAsync(scope, misbehaviour, only: null));

    private static async Task WriteOneAsync(HttpContext context, MisbehaviourScope scope, Misbehaviour misbehaviour)
    {
        JsonArray rules = await DescribeAsync(scope, misbehaviour, IdOf(context));
        if (rules.Count == 0)
        {
            await WriteNotFoundAsync(context);
            return;
        }

        await ControlJson.WriteAsync(context.Response, rules[0]!);
    }

    /// <summary>The rules as they were put, with what they have counted; a running experiment's first, as they are considered.</summary>
    internal static async Task<JsonArray> DescribeAsync(MisbehaviourScope scope, Misbehaviour misbehaviour, string? only)
    {
        IReadOnlyList<FaultCount> counts = await scope.CountFaultsAsync();
        var rules = new JsonArray();
        foreach (FaultRuleDefinition rule in misbehaviour.Phase?.Faults ?? [])
        {
            Describe(rule, misbehaviour.Phase!.ExperimentId);
        }

        foreach (FaultRuleDefinition rule in misbehaviour.Faults)
        {
            Describe(rule, experiment: null);
        }

        return rules;

        void Describe(FaultRuleDefinition rule, string? experiment)
        {
            if (only is not null && rule.Id != only)
            {
                return;
            }

            FaultCount? count = counts.FirstOrDefault(count => count.RuleId == rule.Id && count.Generation == rule.Generation);
            var described = new JsonObject { ["id"] = rule.Id };
            foreach ((string member, JsonNode? value) in JsonNode.Parse(rule.Json)!.AsObject())
            {
                described[member] = value?.DeepClone();
            }

            if (rule.ExpiresAt is { } end)
            {
                described["expiresAt"] = end;
            }

            if (experiment is not null)
            {
                described["experiment"] = experiment;
            }

            described["considered"] = count?.Considered ?? 0;
            described["fired"] = count?.Fired ?? 0;
            rules.Add((JsonNode)described);
        }
    }

    private static Task WriteNotFoundAsync(HttpContext context) =>
        Problem.NotFound($"There is no fault rule '{IdOf(context)}' here.").WriteAsync(context.Response);

    private static string IdOf(HttpContext context) => (string)context.GetRouteValue("rule")!;
}
