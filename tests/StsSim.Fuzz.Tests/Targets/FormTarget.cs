using System.Text;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Protocol.Query;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Parameters of the AWS Query protocol, as they stand in a body: what is decoded is what an independent decoder decodes.</summary>
internal sealed class FormTarget : FuzzTarget
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string Name => "form";

    public override IReadOnlyList<string> Reached =>
        [Accepted, nameof(DecodeOutcome.DuplicateName), nameof(DecodeOutcome.InvalidUtf8), nameof(DecodeOutcome.MalformedEscape), nameof(DecodeOutcome.TooMany)];

    public override byte[] Change(byte[] start, FuzzDraw draw) => FormMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        using var parameters = new QueryParameters();
        DecodeOutcome outcome = Weigh(() => parameters.DecodeBody(input));
        DecodeOutcome expected = Decode(input, out List<(string Name, string Value)> pairs);
        Assert.Equal(expected, outcome);
        if (outcome != DecodeOutcome.Decoded)
        {
            return $"{outcome}";
        }

        Assert.Equal(pairs.Count, parameters.Count);
        for (int i = 0; i < pairs.Count; i++)
        {
            parameters.GetEntry(i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
            Assert.Equal(pairs[i].Name, Encoding.UTF8.GetString(name));
            Assert.Equal(pairs[i].Value, Encoding.UTF8.GetString(value));
            Assert.Equal(pairs[i].Value, parameters.Find(Encoding.UTF8.GetBytes(pairs[i].Name)));
        }

        CheckMembers(parameters);
        return Accepted;
    }

    private static void CheckMembers(QueryParameters parameters)
    {
        IReadOnlyList<int> numbers = parameters.MemberNumbers("Tags.member."u8);
        Assert.Equal(numbers.Distinct().Order(), numbers);
        foreach (int number in numbers)
        {
            _ = parameters.FindMember("Tags.member."u8, number, ".Key"u8);
        }
    }

    // The first fault counts, of the pairs in their order.
    private static DecodeOutcome Decode(byte[] form, out List<(string Name, string Value)> pairs)
    {
        pairs = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pair in Encoding.Latin1.GetString(form).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = pair.Split('=', 2);
            if (Unescape(halves[0]) is not { } name || Unescape(halves.Length == 2 ? halves[1] : "") is not { } value)
            {
                return DecodeOutcome.MalformedEscape;
            }

            try
            {
                pairs.Add((Strict.GetString(name), Strict.GetString(value)));
            }
            catch (DecoderFallbackException)
            {
                return DecodeOutcome.InvalidUtf8;
            }

            if (!names.Add(pairs[^1].Name))
            {
                return DecodeOutcome.DuplicateName;
            }

            if (pairs.Count > QueryParameters.DefaultMaximumCount)
            {
                return DecodeOutcome.TooMany;
            }
        }

        return DecodeOutcome.Decoded;
    }

    private static byte[]? Unescape(string text)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.Add((byte)(text[i] == '+' ? ' ' : text[i]));
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return null;
            }

            bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
            i += 2;
        }

        return [.. bytes];
    }
}
