using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Signing;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Signatures in the <c>Authorization</c> header.</summary>
internal sealed class AuthorizationHeaderTarget : SignedRequestTarget
{
    private static readonly string[] Separators = [", ", ",", " ", ",,", ", , ", "\t", ";"];

    public override string Name => "authorization-header";

    protected override void ChangeSignature(RequestText request, FuzzDraw draw)
    {
        (string algorithm, List<string> parts) = Split(request);
        int at = draw.Next(parts.Count), to = draw.Next(parts.Count);
        string separator = ", ";
        switch (draw.Next(8))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts.Insert(to, parts[at]);
                break;
            case 2:
                (parts[at], parts[to]) = (parts[to], parts[at]);
                break;
            case 3:
                parts.Insert(to, draw.Pick(["Credential=", "Signature", "=", "x=y", "SignedHeaders=host", "signature=0", "Signature=\u00e9"]));
                break;
            case 4:
                separator = draw.Pick(Separators);
                break;
            case 5 when draw.OneIn(4):
                algorithm = draw.Pick(["", "aws4-hmac-sha256", "AWS4-HMAC-SHA256\t", "AWS4-HMAC-SHA512", " AWS4-HMAC-SHA256 "]);
                break;
            default:
                string[] part = parts[at].Split('=', 2);
                parts[at] = part.Length == 2 ? $"{part[0]}={Respell(part[1], draw)}" : part[0];
                break;
        }

        request.SetHeader("Authorization", $"{algorithm} {string.Join(separator, parts)}");
    }

    protected override SignedTerms? TermsOf(RequestText request)
    {
        List<string> parts = Split(request).Parts;
        string? credential = ValueOf(parts, "Credential="), headers = ValueOf(parts, "SignedHeaders="), date = request.Header("X-Amz-Date") ?? request.Header("Date");
        return credential?.Split('/', 2) is [_, var scope] && headers is not null && date is not null ? new SignedTerms(scope, date, headers) : null;
    }

    protected override void SetSignature(RequestText request, string signature)
    {
        (string algorithm, List<string> parts) = Split(request);
        parts.RemoveAll(part => part.StartsWith("Signature=", StringComparison.Ordinal));
        request.SetHeader("Authorization", $"{algorithm} {string.Join(", ", parts.Append($"Signature={signature}"))}");
    }

    private static string? ValueOf(List<string> parts, string name) => parts.FindLast(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static (string Algorithm, List<string> Parts) Split(RequestText request)
    {
        string[] halves = (request.Header("Authorization") ?? "").Trim().Split(' ', 2);
        return (halves[0], halves.Length == 2 ? [.. halves[1].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("")] : [""]);
    }
}
