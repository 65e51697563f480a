using System.Buffers.Text;
using System.Text;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Iam.Credentials;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Encoded authorization messages: one opens only as one of those that were sealed, for the purpose that it was sealed for.</summary>
internal sealed class EncodedMessageTarget : FuzzTarget
{
    public const string Purpose = "fuzzed messages";

    private readonly MessageSealer _sealer = new(SampleRing.Keys, Purpose);
    private readonly MessageSealer _otherPurpose = new(SampleRing.Keys, "something else");

    public override string Name => "encoded-message";

    public override IReadOnlyList<string> Reached => [Accepted, "foreign"];

    public override byte[] Change(byte[] start, FuzzDraw draw)
    {
        string text = Encoding.Latin1.GetString(start);
        if (draw.OneIn(3) || !Base64Url.IsValid(text))
        {
            return draw.OneIn(8) ? start : ByteMutator.Change(start, draw);
        }

        byte[] raw = Base64Url.DecodeFromChars(text);
        return Encoding.ASCII.GetBytes(Base64Url.EncodeToString(draw.OneIn(4) ? raw[..draw.Next(raw.Length + 1)] : ByteMutator.Change(raw, draw)));
    }

    protected override string Judge(byte[] input)
    {
        string text = Encoding.Latin1.GetString(input);
        byte[]? message = Weigh(() => _sealer.Open(text));
        Assert.Null(_otherPurpose.Open(text));
        if (message is null)
        {
            return "foreign";
        }

        // No message of the corpus says anything else.
        Assert.StartsWith("sealed message ", Encoding.Latin1.GetString(message), StringComparison.Ordinal);
        return Accepted;
    }
}
