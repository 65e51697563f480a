using System.Security.Cryptography;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>The SigV4 key of one set of credentials for a day, a Region and STS.</summary>
/// <param name="Key">32 bytes.</param>
internal sealed record SigningKey(string AccessKeyId, string Date, string Region, byte[] Key)
{
    public static SigningKey Derive(ClientCredentials credentials, string date, string region)
    {
        byte[] ofDate = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), Encoding.UTF8.GetBytes(date));
        byte[] ofRegion = HMACSHA256.HashData(ofDate, Encoding.UTF8.GetBytes(region));
        byte[] ofService = HMACSHA256.HashData(ofRegion, "sts"u8);
        return new SigningKey(credentials.AccessKeyId, date, region, HMACSHA256.HashData(ofService, "aws4_request"u8));
    }

    public bool IsFor(ClientCredentials credentials, string date) => AccessKeyId == credentials.AccessKeyId && Date == date;

    // A record prints its members; the key must not be among them.
    public override string ToString() => AccessKeyId;
}
