using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET, PUT /_stssim/world</c>: the running world as a file, and another in its place; <c>POST /_stssim/reset</c>, and
/// moto's name for it: back to the world this process was started with.
/// </summary>
internal sealed class WorldRoutes(IGrainFactory grains, World initial) : IControlRoutes
{
    private const string Schema = "/_stssim/schemas/world.json";

    private IWorldGrain World => grains.GetGrain<IWorldGrain>(IWorldGrain.Key);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_stssim/world", (RequestDelegate)GetAsync);
        routes.MapPut("/_stssim/world", (RequestDelegate)PutAsync).WithMetadata(new WorldSize());
        routes.MapPost("/_stssim/reset", (RequestDelegate)ResetAsync);
        routes.MapPost("/moto-api/reset", (RequestDelegate)ResetAsync);
        routes.MapGet(Schema, (RequestDelegate)(context => WriteSchemaAsync(context.Response)));
    }

    private async Task GetAsync(HttpContext context)
    {
        string? secrets = context.Request.Query["secrets"];
        if (secrets is not (null or "include"))
        {
            await Problem.Invalid([new WorldFileError("secrets", "is include, or left out for a world without its secrets")]).WriteAsync(context.Response);
            return;
        }

        World world = await World.Export();
        context.Response.ContentType = "application/json";
        await WorldFileWriter.WriteAsync(
            context.Response.Body, world, $"{context.Request.Scheme}://{context.Request.Host}{Schema}", withSecrets: secrets is not null);
        await context.Response.Body.WriteAsync("\n"u8.ToArray());
    }

    // Answers when every gateway serves the new world, and no other.
    private async Task PutAsync(HttpContext context)
    {
        (World? world, IReadOnlyList<WorldFileError> errors) = await ControlText.ReadAsync(context, (string text, out IReadOnlyList<WorldFileError> found) => WorldFileReader.Read(text, out found));
        if (world is null)
        {
            await Problem.Invalid(errors).WriteAsync(context.Response);
            return;
        }

        IReadOnlyList<string> leased = await World.Replace(world);
        if (leased.Count > 0)
        {
            await Problem.Conflict($"Leased to somebody until they free it, so no account of a world: {string.Join(", ", leased)}.").WriteAsync(context.Response);
            return;
        }

        await ControlJson.WriteAsync(context.Response, WorldSummary.Of(world));
    }

    private async Task ResetAsync(HttpContext context)
    {
        await World.Reset(initial);
        await ControlJson.WriteAsync(context.Response, new { Status = "ok" }); // moto's words
    }

    private static Task WriteSchemaAsync(HttpResponse response)
    {
        response.ContentType = "application/schema+json";
        return response.WriteAsync(WorldFileReader.ReadSchema());
    }

    /// <summary>A hundred thousand users written out are a hundred megabytes.</summary>
    private sealed class WorldSize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 2_000_000_000;
    }
}
