using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class GetDelegatedAccessTokenCases
{
    private static readonly OperationCase Partner = new("GetDelegatedAccessToken", "")
    {
        Parameters = """{"TradeInToken": "<obtained>"}""",
        Obtain = TradeInToken("""{"principalArn": "arn:aws:iam::123456789012:role/app"}"""),
    };

    public static IEnumerable<OperationCase> All =>
    [
        Partner with
        {
            Name = "a token traded in",
            Result =
            [
                .. ExpectedMember.Credentials(),
                new("AssumedPrincipal", "arn:aws:iam::123456789012:role/app"),
                new("PackedPolicySize", "0"),
            ],
            Lifetime = TimeSpan.FromHours(1),
        },
        Partner with
        {
            Name = "a token that has expired",
            Obtain = TradeInToken("""{"principalArn": "arn:aws:iam::123456789012:role/app", "expiresInSeconds": -60}"""),
            Refusal = ExpectedRefusal.Modelled(
                400,
                "ExpiredTradeInTokenException",
                @"The trade-in token provided in the request has expired and can no longer be exchanged for credentials\."),
        },
        Partner with
        {
            Name = "a token of somebody's making",
            Obtain = _ => Task.FromResult("nobody"),
            Refusal = new(403, "AccessDenied", @"The trade-in token provided in the request is not valid\."),
        },
        Partner with
        {
            Name = "a policy beyond the packed size",
            Obtain = TradeInToken(new JsonObject
            {
                ["principalArn"] = "arn:aws:iam::123456789012:role/app",
                ["policy"] = JsonNode.Parse(SharedRefusals.LargePolicy),
            }.ToJsonString()),
            Refusal = SharedRefusals.PolicyTooLarge,
        },
        Partner with
        {
            Name = "a user without permission",
            Caller = Callers.Powerless,
            Refusal = new(
                403,
                "AccessDenied",
                @"User: arn:aws:iam::123456789012:user/powerless is not authorized to perform: sts:GetDelegatedAccessToken on resource: .+"),
        },
        Partner with
        {
            Name = "a Region that is switched off",
            Region = ClientWorld.DisabledRegion,
            Refusal = SharedRefusals.RegionDisabled,
        },
    ];

    private static Func<DefaultWorldSimulator, Task<string>> TradeInToken(string request) =>
        simulator => simulator.PostAsync("/_stssim/idp/delegation/token", request, "tradeInToken");
}
