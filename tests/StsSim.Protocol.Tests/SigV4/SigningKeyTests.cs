using System.Text;
using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

public sealed class SigningKeyTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    // String to sign and signature of the IAM ListUsers example in the AWS documentation of Signature Version 4.
    private const string PublishedStringToSign =
        "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n"
        + "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";

    private const string PublishedSignature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

    [Fact]
    public void The_published_string_to_sign_gives_the_published_signature()
    {
        SigningKey key = SigningKey.Derive(Secret, "20150830", "us-east-1", "iam");
        Assert.Equal(PublishedSignature, Sign(key, PublishedStringToSign));
        Assert.Equal(PublishedSignature, Sign(key, PublishedStringToSign));
    }

    [Theory]
    [InlineData(Secret + "x", "20150830", "us-east-1", "iam")]
    [InlineData(Secret, "20150831", "us-east-1", "iam")]
    [InlineData(Secret, "20150830", "us-east-2", "iam")]
    [InlineData(Secret, "20150830", "us-east-1", "sts")]
    public void Every_ingredient_of_the_key_counts(string secret, string date, string region, string service)
    {
        Assert.NotEqual(PublishedSignature, Sign(SigningKey.Derive(secret, date, region, service), PublishedStringToSign));
    }

    [Fact]
    public void Many_threads_may_sign_with_one_key_at_once()
    {
        SigningKey key = SigningKey.Derive(Secret, "20150830", "us-east-1", "sts");
        string[] texts = [.. Enumerable.Range(0, 64).Select(i => new string((char)('a' + (i % 26)), 1 + (i * 7)))];
        string[] expected = [.. texts.Select(text => Sign(SigningKey.Derive(Secret, "20150830", "us-east-1", "sts"), text))];

        var wrong = new System.Collections.Concurrent.ConcurrentBag<int>();
        using var start = new Barrier(8);
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < 4000; i++)
            {
                int text = (i + t) % texts.Length;
                if (Sign(key, texts[text]) != expected[text])
                {
                    wrong.Add(text);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Empty(wrong);
    }

    private static string Sign(SigningKey key, string text)
    {
        byte[] signature = new byte[32];
        key.Sign(Encoding.UTF8.GetBytes(text), signature);
        return Convert.ToHexStringLower(signature);
    }
}
