using System.Security.Cryptography;
using System.Text;
using StsSim.Iam.Credentials;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>The key ring that sealed the tokens and messages of the corpora.</summary>
internal static class SampleRing
{
    public static IReadOnlyList<SessionTokenKey> Keys { get; } = [Key(7), Key(6)];

    private static SessionTokenKey Key(uint id) => new(id, SHA256.HashData(Encoding.ASCII.GetBytes($"fuzzed key {id}")));
}
