using System.Globalization;
using System.Security.Cryptography;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Iam.Credentials;

namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>An organization of two accounts whose secrets are drawn anew for each run, so that nothing else can look like them.</summary>
internal sealed class SecretWorld
{
    public const string AccountId = "123456789012";
    public const string MemberAccountId = "210987654321";

    // Of so many devices one has a code that begins with a zero at any moment.
    private const int Devices = 200;

    private readonly ClientKey[] _deviceKeys;
    private readonly string[] _seeds;

    public SecretWorld(SecretScan scan)
    {
        Admin = Key(scan, "AKIARZPUZDIKALICE234", "the administrator's secret key");
        Root = Key(scan, "AKIARZPUZDIKGROOT222", "the root user's secret key");
        Inactive = Key(scan, "AKIARZPUZDIKINACTIVE", "an inactive secret key");
        Member = Key(scan, "AKIAIOSFODNN7EXAMPLE", "the member account's secret key");
        _deviceKeys = [.. Enumerable.Range(0, Devices).Select(i => Key(scan, $"AKIARZPUZDIKMFA{i:00000}".Replace('0', 'A').Replace('1', 'B').Replace('8', 'C').Replace('9', 'D'), $"secret key {i} of a user with MFA"))];
        _seeds = [.. Enumerable.Range(0, Devices).Select(i => scan.Knows($"MFA seed {i}", Base32(RandomNumberGenerator.GetBytes(20))))];
    }

    public ClientKey Admin { get; }

    public ClientKey Root { get; }

    public ClientKey Inactive { get; }

    public ClientKey Member { get; }

    public static string RoleArn(string name) => $"arn:aws:iam::{AccountId}:role/{name}";

    /// <summary>A user's key, device and code at this moment, which begins with a zero.</summary>
    public (ClientKey Key, string SerialNumber, string Code) TakeCode(DateTimeOffset now)
    {
        for (int i = 0; i < Devices; i++)
        {
            Assert.True(MfaSeed.TryDecode(_seeds[i], out byte[] seed));
            string code = Totp.Code(seed, Totp.StepOf(now)).ToString("D6", CultureInfo.InvariantCulture);
            if (code[0] == '0')
            {
                return (_deviceKeys[i], SerialOf(i), code);
            }
        }

        throw new InvalidOperationException("No device has a code that begins with a zero.");
    }

    public string Json() => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "organization": { "id": "o-exampleorgid", "managementAccountId": "{{AccountId}}" },
          "accounts": [
            {
              "id": "{{AccountId}}",
              "outboundWebIdentityFederation": true,
              "root": { "accessKeys": [{{KeyOf(Root)}}] },
              "oidcProviders": [{ "url": "https://oidc.stssim.test", "clientIds": ["sts.amazonaws.com"] }],
              "samlProviders": [{ "name": "stssim" }],
              "users": [
                {
                  "name": "loadtest", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "accessKeys": [{{KeyOf(Admin)}}, { "accessKeyId": "{{Inactive.AccessKeyId}}", "secretAccessKey": "{{Inactive.SecretAccessKey}}", "status": "Inactive" }]
                },
                {{string.Join(",", Enumerable.Range(0, Devices).Select(UserOf))}}
              ],
              "roles": [
                { "name": "app", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"AWS":"{{AccountId}}"},"Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]} } },
                { "name": "web", "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{AccountId}}:oidc-provider/oidc.stssim.test"},"Action":"sts:AssumeRoleWithWebIdentity"} } },
                { "name": "amazon", "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"Federated":"www.amazon.com"},"Action":"sts:AssumeRoleWithWebIdentity"} } },
                { "name": "saml", "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{AccountId}}:saml-provider/stssim"},"Action":"sts:AssumeRoleWithSAML"} } }
              ]
            },
            { "id": "{{MemberAccountId}}", "users": [{ "name": "erin", "accessKeys": [{{KeyOf(Member)}}], "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"] }] }
          ]
        }
        """;

    private string UserOf(int i) => $$"""
        { "name": "mfa-{{i}}", "accessKeys": [{{KeyOf(_deviceKeys[i])}}], "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
          "mfaDevices": [{ "serialNumber": "{{SerialOf(i)}}", "seed": "{{_seeds[i]}}" }] }
        """;

    private static string SerialOf(int i) => $"arn:aws:iam::{AccountId}:mfa/mfa-{i}";

    private static string KeyOf(ClientKey key) => $$"""{ "accessKeyId": "{{key.AccessKeyId}}", "secretAccessKey": "{{key.SecretAccessKey}}" }""";

    private static ClientKey Key(SecretScan scan, string id, string name) => new(id, scan.Knows(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(30))));

    private static string Base32(byte[] bytes) => string.Concat(bytes.Chunk(5).Select(chunk =>
    {
        ulong bits = chunk.Aggregate(0ul, (sum, next) => (sum << 8) | next);
        return string.Concat(Enumerable.Range(0, 8).Select(i => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)((bits >> (35 - 5 * i)) & 31)]));
    }));
}
