using System.Text;
using StsSim.Compatibility.Tests.Replay;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>The valid requests that the fuzzer starts from: every recorded case, and every operation with all it takes.</summary>
internal static class SeedRequests
{
    private const string Policy =
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%2C%22Condition%22%3A%7B%22StringLike%22%3A%7B%22aws%3AusernAme%22%3A%22%24%7Baws%3Auserid%7D%22%7D%7D%7D%7D";

    private const string Tags = "Tags.member.1.Key=Cost%20Center&Tags.member.1.Value=a%2Bb&Tags.member.2.Key=Gr%C3%BCn&Tags.member.2.Value=";
    private const string Arns = "PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess";
    private const string App = "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fapp";

    private static readonly string[] Forms =
    [
        "Action=GetCallerIdentity&Version=2011-06-15",
        "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=900&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Floadtest&TokenCode=123456",
        $"Action=GetFederationToken&Version=2011-06-15&Name=Fuzz&Policy={Policy}&{Arns}&DurationSeconds=900&{Tags}",
        $"Action=AssumeRole&Version=2011-06-15&RoleArn={App}&RoleSessionName=fuzz&{Arns}&Policy={Policy}&DurationSeconds=900&{Tags}&TransitiveTagKeys.member.1=Gr%C3%BCn&ExternalId=external&SourceIdentity=fuzz",
        $"Action=AssumeRole&Version=2011-06-15&RoleArn={App}&RoleSessionName=fuzz&ProvidedContexts.member.1.ProviderArn=arn%3Aaws%3Aiam%3A%3Aaws%3AcontextProvider%2FIdentityCenter&ProvidedContexts.member.1.ContextAssertion=abcd",
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fcross-account&RoleSessionName=fuzz&ExternalId=stssim-external-id",
        "Action=AssumeRoot&Version=2011-06-15&TargetPrincipal=210987654321&TaskPolicyArn.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2Froot-task%2FIAMAuditRootUserCredentials&DurationSeconds=900",
        "Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage=abcdefghijklmnopqrstuvwxyz",
        "Action=GetAccessKeyInfo&Version=2011-06-15&AccessKeyId=AKIARZPUZDIKKVJVIU2T",
        "Action=GetDelegatedAccessToken&Version=2011-06-15&TradeInToken=abcdefghijklmnop",
        "Action=GetWebIdentityToken&Version=2011-06-15&Audience.member.1=https%3A%2F%2Faudience.example&SigningAlgorithm=ES384&DurationSeconds=300&Tags.member.1.Key=k&Tags.member.1.Value=v",
        "Action=ListUsers&Version=2010-05-08&MaxItems=10",
    ];

    /// <summary>The seeds, signed at this instant for this host.</summary>
    public static async Task<IReadOnlyList<byte[]>> AllAsync(ReplaySimulator simulator)
    {
        var seeds = new List<byte[]>();
        foreach (RecordedCase recorded in RecordedCase.All)
        {
            seeds.Add((await simulator.FillAsync(recorded, ReplaySimulator.Key)).Bytes);
        }

        ClientKey session = await simulator.FederateAsync("Seed");
        foreach (string form in Forms)
        {
            seeds.Add(Post(simulator, ReplaySimulator.Key, form));
            seeds.Add(Post(simulator, session, form));
            seeds.Add(Get(simulator, form));
        }

        return seeds;
    }

    private static byte[] Post(ReplaySimulator simulator, ClientKey key, string form)
    {
        StsRequest request = new(key, form) { SignedAt = simulator.Clock.GetUtcNow() };
        IEnumerable<string> headers = request.SignedHeaders(simulator.Endpoint.Authority).Select(header => $"{header.Key}: {header.Value}\r\n");
        return Encoding.UTF8.GetBytes(
            $"POST / HTTP/1.1\r\n{string.Concat(headers)}authorization: {request.Authorization(simulator.Endpoint.Authority)}\r\n"
            + $"content-type: application/x-www-form-urlencoded; charset=utf-8\r\ncontent-length: {request.Bytes.Length}\r\n\r\n{form}");
    }

    // Unsigned; the fuzzer signs every other one.
    private static byte[] Get(ReplaySimulator simulator, string form) =>
        Encoding.UTF8.GetBytes($"GET /?{form} HTTP/1.1\r\nHost: {simulator.Endpoint.Authority}\r\nAccept: application/json\r\n\r\n");
}
