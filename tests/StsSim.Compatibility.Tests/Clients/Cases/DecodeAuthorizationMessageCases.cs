namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class DecodeAuthorizationMessageCases
{
    public static IEnumerable<OperationCase> All =>
    [
        new("DecodeAuthorizationMessage", "the reason of a denial")
        {
            Parameters = """{"EncodedMessage": "<obtained>"}""",
            Obtain = simulator => simulator.PostAsync(
                "/_stssim/authorize",
                $$"""{"accessKeyId": "{{ClientWorld.Powerless.AccessKeyId}}", "action": "ec2:RunInstances", "resource": "arn:aws:ec2:us-east-1:123456789012:instance/*"}""",
                "encodedAuthorizationMessage"),
            Result =
            [
                new(
                    "DecodedMessage",
                    """
                    \{"allowed":false,"explicitDeny":false,"matchedStatements":\{"items":\[\]\},"failures":\{"items":\[\]\},
                    "context":\{"principal":\{"id":"AIDA[A-Z2-7]{17}","name":"powerless","arn":"arn:aws:iam::123456789012:user/powerless"\},
                    "action":"ec2:RunInstances","resource":"arn:aws:ec2:us-east-1:123456789012:instance/\*","conditions":\{"items":\[.*\]\}\}\}
                    """.ReplaceLineEndings("")),
            ],
        },
        new("DecodeAuthorizationMessage", "what nobody encoded")
        {
            Parameters = """{"EncodedMessage": "bm9ib2R5"}""",
            Refusal = ExpectedRefusal.Modelled(400, "InvalidAuthorizationMessageException", "Message is not valid"),
        },
        new("DecodeAuthorizationMessage", "a user without permission")
        {
            Caller = Callers.Powerless,
            Parameters = """{"EncodedMessage": "bm9ib2R5"}""",
            Refusal = new(
                403,
                "AccessDenied",
                @"User: arn:aws:iam::123456789012:user/powerless is not authorized to perform: sts:DecodeAuthorizationMessage on resource: .+"),
        },
    ];
}
