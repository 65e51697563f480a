using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Signing;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Signatures in the query string.</summary>
internal sealed class PresignedQueryTarget : SignedRequestTarget
{
    private static readonly string[] Names = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Expires", "X-Amz-Security-Token"];

    public override string Name => "presigned-query";

    protected override void ChangeSignature(RequestText request, FuzzDraw draw)
    {
        string name = draw.Pick(Names);
        if (IndependentSignature.Parameters(request.Query).GetValueOrDefault(name) is { } value)
        {
            Set(request, name, draw.OneIn(8) ? null : Respell(value, draw));
        }
    }

    protected override SignedTerms? TermsOf(RequestText request)
    {
        Dictionary<string, string> parameters = IndependentSignature.Parameters(request.Query);
        return parameters.GetValueOrDefault("X-Amz-Credential")?.Split('/', 2) is [_, var scope]
            && parameters.TryGetValue("X-Amz-Date", out string? date)
            && parameters.TryGetValue("X-Amz-SignedHeaders", out string? headers)
                ? new SignedTerms(scope, date, headers)
                : null;
    }

    protected override void SetSignature(RequestText request, string signature) => Set(request, "X-Amz-Signature", signature);

    private static void Set(RequestText request, string name, string? value)
    {
        List<string> pairs = [.. request.Query.Split('&').Where(pair => !pair.StartsWith($"{name}=", StringComparison.Ordinal))];
        if (value is not null)
        {
            pairs.Add($"{name}={IndependentSignature.Escape(value)}");
        }

        request.Query = string.Join('&', pairs);
    }
}
