using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>POST /_stssim/authorize</c>: may this session do this to that? Named by access key id, session token, or a request
/// signed for STS; answered with the decision and the statements that made it.
/// </summary>
internal sealed class AuthorizeRoute(
    Authenticator authenticator, AccessSimulation simulation, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_stssim/authorize", (RequestDelegate)AuthorizeAsync);

    private async Task AuthorizeAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        JsonCursor root = body.Root;
        root.IsObject("accessKeyId", "sessionToken", "signedRequest", "action", "resource", "context", "resourcePolicy", "resourceAccount");
        var request = new AccessSimulationRequest(
            root.RequiredText("action"),
            root.RequiredText("resource"),
            new DictionaryConditionContext(root.Members("context").Select(key => KeyValuePair.Create(key.Name, ReadValues(key.Value)))),
            PolicyText.Parse(root, "resourcePolicy", PolicyType.Resource),
            root.OptionalText("resourceAccount"));
        Caller? caller = await FindCallerAsync(root);
        if (!await body.IsValidAsync(context.Response))
        {
            return;
        }

        AccessSimulationResult result = simulation.Decide(caller!, request, time.GetUtcNow());
        await ControlJson.WriteAsync(context.Response, new
        {
            Decision = result.Decision.Decision switch
            {
                Decision.Allowed => "allowed",
                Decision.ExplicitDeny => "explicitDeny",
                _ => "implicitDeny",
            },
            DeniedBy = result.Decision.DeniedBy is { } kind ? NameOf(kind) : null,
            Principal = result.Principal.Arn,
            MatchedStatements = result.Statements.Select(matched => new
            {
                Policy = NameOf(matched.Kind),
                Name = matched.PolicyName,
                matched.Index,
                matched.Statement.Sid,
                Effect = matched.Statement.Effect.ToString(),
            }),
            result.EncodedAuthorizationMessage,
        });
    }

    private async Task<Caller?> FindCallerAsync(JsonCursor root)
    {
        if (root.TryMember("signedRequest", out JsonCursor signed))
        {
            return await FindSignerAsync(signed);
        }

        string? accessKeyId = root.OptionalText("accessKeyId");
        string? sessionToken = root.OptionalText("sessionToken");
        if (accessKeyId is null && sessionToken is null)
        {
            root.Error("must name the caller by accessKeyId, sessionToken or signedRequest");
            return null;
        }

        Caller? caller = await authenticator.FindCallerAsync(accessKeyId, sessionToken, time.GetUtcNow());
        if (caller is null)
        {
            root.At(sessionToken is null ? "$.accessKeyId" : "$.sessionToken", default)
                .Error("stands for nobody: unknown, inactive, expired or revoked; a session is known by its token");
        }

        return caller;
    }

    private async Task<Caller?> FindSignerAsync(JsonCursor cursor)
    {
        cursor.IsObject("method", "query", "headers", "body");
        string?[] names = [.. cursor.Members("headers").Select(header => header.Name)];
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Length)
        {
            cursor.At($"{cursor.Path}.headers", default).Error("names a header twice");
            return null;
        }

        var request = new SignedRequest(
            cursor.OptionalText("method") ?? "POST",
            cursor.OptionalText("query") ?? "",
            cursor.OptionalText("body") ?? "",
            cursor.Members("headers").ToDictionary(header => header.Name, header => header.Value.Text() ?? "", StringComparer.OrdinalIgnoreCase));
        (Protocol.Errors.AwsError? refusal, Caller? caller) = await authenticator.AuthenticateAsync(request, time.GetUtcNow());
        if (refusal is not null)
        {
            cursor.Error($"is not accepted: {refusal.Code}, {refusal.Message}");
        }

        return caller;
    }

    private static IReadOnlyList<string> ReadValues(JsonCursor cursor) => cursor.Element.ValueKind == JsonValueKind.Array
        ? [.. cursor.Element.EnumerateArray().Select((item, i) => ReadValue(cursor.At($"{cursor.Path}[{i}]", item)))]
        : [ReadValue(cursor)];

    private static string ReadValue(JsonCursor cursor) => cursor.Element.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => cursor.Element.GetRawText(),
        _ => cursor.Text() ?? "",
    };

    private static string NameOf(PolicyKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
