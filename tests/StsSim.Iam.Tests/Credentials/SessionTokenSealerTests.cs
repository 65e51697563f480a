using System.Collections.Concurrent;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using static StsSim.Iam.Tests.Credentials.SampleSessions;

namespace StsSim.Iam.Tests.Credentials;

public sealed class SessionTokenSealerTests
{
    [Fact]
    public void A_sealed_session_opens_as_it_was()
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        foreach (SessionClaims claims in (SessionClaims[])[Plain, Full, Plain with { Kind = SessionKind.Root, Name = "", IssuerId = "123456789012" }])
        {
            AssertSame(claims, sealer.Open(sealer.Seal(claims)));
        }
    }

    [Fact]
    public void Any_session_opens_as_it_was()
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(uint.MaxValue)]);
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            SessionClaims claims = Plain with
            {
                Account = new AccountId(random.NextInt64(1_000_000_000_000)),
                AccessKeyId = AccessKeyId.Encode(AccessKeyId.Temporary, new AccountId(random.NextInt64(1_000_000_000_000)), (ulong)random.NextInt64(1L << 39)),
                SecretAccessKey = SecretAccessKey.Create(),
                ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(4_000_000_000)),
                Policy = Text(random, 2048),
                PolicyArns = [.. Enumerable.Range(0, random.Next(11)).Select(_ => Text(random, 60))],
                Tags = [.. Enumerable.Range(0, random.Next(51)).Select(n => new KeyValuePair<string, string>($"{n}{Text(random, 8)}", Text(random, 16)))],
            };
            AssertSame(claims, sealer.Open(sealer.Seal(claims)));
        }
    }

    [Fact]
    public void A_token_begins_like_a_regional_token_of_aws_and_is_as_long()
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        string token = sealer.Seal(Plain);
        Assert.Matches("^IQoJb3JpZ2luX2Vj[A-Za-z0-9+/]+=?=?$", token);
        Assert.InRange(token.Length, 600, 1200);
    }

    [Fact]
    public void A_token_of_the_global_endpoint_begins_like_aws_s_and_is_shorter()
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);

        string token = sealer.Seal(SampleSessions.Global);

        Assert.StartsWith("FwoGZXIvYXdzE", token, StringComparison.Ordinal);
        Assert.InRange(token.Length, 300, 500);
        SampleSessions.AssertSame(SampleSessions.Global, sealer.Open(token));
    }

    [Fact]
    public void Tokens_of_one_session_differ_in_text_length_and_padding()
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        string[] tokens = [.. Enumerable.Range(0, 400).Select(_ => sealer.Seal(Plain))];
        Assert.Equal(tokens.Length, tokens.Distinct().Count());
        Assert.InRange(tokens.Select(t => t.Length).Distinct().Count(), 8, 32);
        Assert.Equal([0, 1, 2], tokens.Select(t => t.Count(c => c == '=')).Distinct().Order());
        Assert.Contains(tokens, t => t.Contains('/', StringComparison.Ordinal) && t.Contains('+', StringComparison.Ordinal));
    }

    [Fact]
    public void An_old_key_of_the_ring_still_opens_what_it_sealed()
    {
        SessionTokenKey old = SessionTokenKey.Create(1), current = SessionTokenKey.Create(2);
        using var before = new SessionTokenSealer([old]);
        using var after = new SessionTokenSealer([current, old]);
        AssertSame(Full, after.Open(before.Seal(Full)));
        Assert.Null(before.Open(after.Seal(Full)));
        AssertSame(Full, after.Open(after.Seal(Full)));
    }

    [Fact]
    public void A_key_that_left_the_ring_or_changed_its_secret_opens_nothing()
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        using var unknownId = new SessionTokenSealer([SessionTokenKey.Create(2)]);
        using var otherSecret = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        string token = sealer.Seal(Plain);
        Assert.Null(unknownId.Open(token));
        Assert.Null(otherSecret.Open(token));
    }

    [Fact]
    public void A_ring_has_keys_and_each_its_own_id()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionTokenSealer([]));
        Assert.Throws<ArgumentException>(() => new SessionTokenSealer([SessionTokenKey.Create(1), SessionTokenKey.Create(1)]));
    }

    [Fact]
    public void A_created_key_has_a_secret_of_its_own()
    {
        SessionTokenKey one = SessionTokenKey.Create(7), other = SessionTokenKey.Create(7);
        Assert.Equal(7u, one.Id);
        Assert.Equal(SessionTokenKey.SecretLength, one.Secret.Length);
        Assert.False(one.Secret.Span.SequenceEqual(other.Secret.Span));
    }

    [Theory]
    [InlineData("ASIARZPUZDIKGB2VALC4", "")]
    [InlineData("ASIARZPUZDIKGB2VALC4", "AAAA")]
    [InlineData("ASIARZPUZDIKGB2VALC4", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPL")]
    [InlineData("ASIARZPUZDIKGB2VALC4", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEYAAAA")]
    [InlineData("ASIARZPUZDIKGB2VALC4", "wJalrXUtnFEMI/ K7MDENG+bPxRfiCYEXAMPLEKEY")]
    [InlineData("ASIARZPUZDIKGB2VALC4", "wJalrXUtnFEMI K7MDENG+bPxRfiCYEXAMPLEKEY")]
    [InlineData("ASIARZPUZDIKGB2VALC4", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKE=")]
    [InlineData("ASIARZPUZDIKGB2VALC", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")]
    [InlineData("asiarzpuzdikgb2valc4", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")]
    [InlineData("AKIARZPUZDIKGB2VALC4", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")]
    public void Credentials_that_would_not_come_back_as_they_were_are_not_sealed(string keyId, string secret)
    {
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        Assert.Throws<ArgumentException>(() => sealer.Seal(Plain with { AccessKeyId = keyId, SecretAccessKey = secret }));
    }

    // Fifty tags are as many as there may be; their texts and the policy's fill what packing admits.
    [Fact]
    public void The_largest_session_that_packing_admits_opens_as_it_was()
    {
        string policy = new('é', 1024);
        KeyValuePair<string, string>[] tags = [.. Enumerable.Range(0, 50).Select(i => new KeyValuePair<string, string>($"{i:D2}kkkkkkk", new string('v', 29)))];
        var size = PackedPolicySize.Measure(policy, [], tags);
        Assert.Equal(new PackedPolicySize(100, 98), size);

        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(1)]);
        SessionClaims claims = Full with { Policy = policy, PolicyArns = [], Tags = tags, Name = new string('n', 64) };
        AssertSame(claims, sealer.Open(sealer.Seal(claims)));
    }

    [Fact]
    public void Sixty_four_threads_seal_and_open_at_once()
    {
        SessionTokenKey old = SessionTokenKey.Create(1);
        using var before = new SessionTokenSealer([old]);
        using var sealer = new SessionTokenSealer([SessionTokenKey.Create(2), old]);
        string shared = before.Seal(Full);
        var faults = new ConcurrentBag<Exception>();
        using var start = new Barrier(64);
        Thread[] threads = [.. Enumerable.Range(0, 64).Select(t => new Thread(() =>
        {
            start.SignalAndWait();
            faults.Add(Record.Exception(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    SessionClaims claims = Plain with { Name = $"user-{t}-{i}", Account = new AccountId(t) };
                    AssertSame(claims, sealer.Open(sealer.Seal(claims)));
                    AssertSame(Full, sealer.Open(shared));
                }
            })!);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(64, faults.Count);
        Assert.All(faults, Assert.Null);
    }

    private static string Text(Random random, int longest) => string.Concat(Enumerable.Range(0, random.Next(longest + 1))
        .Select(_ => new System.Text.Rune(random.Next(20) == 0 ? random.Next(0xE000, 0xE100) : random.Next(0x20, 0x7F)).ToString()));
}
