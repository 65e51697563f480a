using System.Text.Json.Nodes;
using StsSim.Federation.Oidc;
using StsSim.Operations.Authorization;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// A signed JWT that tells the world outside who calls. The account must have outbound web identity federation enabled;
/// its issuer publishes discovery document and keys. Needs <c>sts:GetWebIdentityToken</c>, with tags also
/// <c>sts:TagGetWebIdentityToken</c>; regional endpoints only.
/// </summary>
public sealed class GetWebIdentityToken(Authorizer authorizer, BuiltInIssuers issuers) : StsOperation("GetWebIdentityToken")
{
    private const string Action = "sts:GetWebIdentityToken";
    private const int ShortestToken = 60;
    private const int LongestToken = 3600;
    private const int DefaultToken = 300;
    private const int MaximumAudiences = 10;

    public override bool IsGlobal => false;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        string? algorithm = call.Parameters.Find("SigningAlgorithm"u8);
        var constraints = new ParameterConstraints(call.Limits);
        string[] audience = ReadAudience(call, ref constraints);
        constraints.Number("durationSeconds", seconds, ShortestToken, LongestToken);
        constraints.Text("signingAlgorithm", algorithm, required: true, 5, 5, ParameterPattern.Any);
        constraints.Choice("signingAlgorithm", algorithm, "RS256", "ES384");
        KeyValuePair<string, string>[] tags = SessionTags.Read(call.Parameters, ref constraints);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        TimeSpan lifetime = TimeSpan.FromSeconds(seconds ?? DefaultToken);
        var terms = new RequestTerms
        {
            Tags = tags,
            DurationSeconds = (int)lifetime.TotalSeconds,
            IdentityTokenAudience = audience,
            SigningAlgorithm = algorithm,
        };
        AwsError? refusal = SessionTags.Check(tags)
            ?? CheckCaller(call)
            ?? authorizer.Authorize(call, Action, "*", terms)
            ?? (tags.Length == 0 ? null : authorizer.Authorize(call, "sts:TagGetWebIdentityToken", "*", terms))
            ?? CheckSession(call, lifetime);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Account.OutboundIssuer is not { } issuer)
        {
            return StsErrors.OutboundWebIdentityFederationDisabled;
        }

        DateTimeOffset issuedAt = DateTimeOffset.FromUnixTimeSeconds(call.ServerTime.ToUnixTimeSeconds());
        byte[] claims = OutboundTokenClaims.Write(call, tags);
        if (claims.Length > OutboundTokenClaims.LongestPayload)
        {
            return StsErrors.JwtPayloadSizeExceeded;
        }

        SigningKeys keys = await issuers.OutboundKeysAsync(call.Account.Id);
        string token = new TokenIssuer(keys).Mint(new TokenRequest
        {
            Issuer = issuer,
            Subject = OutboundTokenClaims.SubjectOf(call),
            Audience = audience,
            Claims = JsonNode.Parse(claims)!.AsObject(),
            Algorithm = algorithm == "ES384" ? JwsAlgorithm.ES384 : JwsAlgorithm.RS256,
            IssuedAt = issuedAt,
            ExpiresAt = issuedAt + call.Clock.ScaleToSeconds(lifetime),
        });
        result.Member("WebIdentityToken"u8, token);
        result.Member("Expiration"u8, issuedAt + call.Clock.ScaleToSeconds(lifetime));
        return null;
    }

    private static string[] ReadAudience(AwsCall call, ref ParameterConstraints constraints)
    {
        IReadOnlyList<int> numbers = call.Parameters.MemberNumbers("Audience.member."u8);
        if (numbers.Count == 0)
        {
            constraints.Text("audience", null, required: true, 1, 1000, ParameterPattern.Any);
            return [];
        }

        constraints.Count("audience", numbers.Count, MaximumAudiences);
        string[] audience = new string[numbers.Count];
        for (int i = 0; i < audience.Length; i++)
        {
            audience[i] = call.Parameters.FindMember("Audience.member."u8, numbers[i], ""u8) ?? "";
            constraints.Text($"audience.{i + 1}.member", audience[i], required: true, 1, 1000, ParameterPattern.Any);
        }

        return audience;
    }

    // For roles and users: a token's subject is the ARN of one. What a root user hears is not documented.
    private static AwsError? CheckCaller(AwsCall call) => call.Caller.IsRoot
        ? StsErrors.NotAuthorizedPlainly(call.CallerArn, Action, "*")
        : SessionLimits.Check(call, Action, "*");

    private static AwsError? CheckSession(AwsCall call, TimeSpan lifetime) =>
        call.Caller.Session is { } session && session.ExpiresAt < call.ReceivedAt + call.Clock.ScaleToSeconds(lifetime) ? StsErrors.SessionDurationEscalation : null;
}
