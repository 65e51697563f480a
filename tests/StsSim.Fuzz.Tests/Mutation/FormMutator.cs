using System.Text;
using StsSim.Fuzz.Tests.Engine;

namespace StsSim.Fuzz.Tests.Mutation;

/// <summary>Changes the parameters of a form: repeats, drops, swaps, renames and respells them. Characters are bytes, as on the wire.</summary>
internal static class FormMutator
{
    private static readonly string[] Values =
    [
        "", "%00", "%", "%4", "%GG", "%4%31", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%FF%FE", "%EF%BB%BF", "%F0%9F%98%80", "\u00c3\u0028", "+", "%2B", "%2520", "%0A%0D", "%26", "%3D", "0", "-1", "2147483648",
        "99999999999999999999", "%3C%26%3E", "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fapp", "2011-06-15", "GetCallerIdentity", "=", "==a=",
    ];

    private static readonly string[] Names =
    [
        "Action", "action", "%41ction", "Version", "Tags.member.0.Key", "Tags.member.01.Key", "Tags.member.1", "Tags.member.1.Key.x", "Tags.member..Key", "Tags.member.-1.Key", "Tags.member.2147483647.Key",
        "Tags.member.2147483648.Key", "Tags.member.50.Key", "Tags.member.", "Tags.member", "PolicyArns.member.1.arn", "", "%00", "%E4", "%c3%A4", ".", "+", "X-Amz-Signature", "X-Amz-Algorithm",
    ];

    public static byte[] Change(byte[] form, FuzzDraw draw) =>
        draw.OneIn(8) ? ByteMutator.Change(form, draw) : Encoding.Latin1.GetBytes(Change(Encoding.Latin1.GetString(form), draw));

    public static string Change(string form, FuzzDraw draw)
    {
        List<string> pairs = [.. form.Split('&')];
        for (int changes = draw.Few(); changes > 0; changes--)
        {
            ChangeOnce(pairs, draw);
        }

        return string.Join('&', pairs);
    }

    private static void ChangeOnce(List<string> pairs, FuzzDraw draw)
    {
        if (pairs.Count == 0)
        {
            pairs.Add(draw.Pick(Names));
        }

        int at = draw.Next(pairs.Count), to = draw.Next(pairs.Count);
        (string name, string value) = pairs[at].Split('=', 2) is [var left, var right] ? (left, right) : (pairs[at], "");
        switch (draw.Next(11))
        {
            case 0:
                pairs.RemoveAt(at);
                break;
            case 1:
                pairs.Insert(to, pairs[at]);
                break;
            case 2:
                (pairs[at], pairs[to]) = (pairs[to], pairs[at]);
                break;
            case 3:
                pairs[at] = $"{draw.Pick(Names)}={value}";
                break;
            case 4:
                pairs[at] = $"{name}={draw.Pick(Values)}";
                break;
            case 5:
                pairs[at] = $"{name}={value}{draw.Pick(Values)}";
                break;
            case 6:
                pairs.Insert(to, $"{draw.Pick(Names)}={draw.Pick(Values)}");
                break;
            case 7:
                pairs[at] = Respell(pairs[at], draw);
                break;
            case 8:
                pairs[at] = name;
                break;
            case 9 when draw.OneIn(4):
                pairs.AddRange(Enumerable.Range(0, draw.Next(700)).Select(number => $"Tags.member.{number}.Key={draw.Pick(Values)}"));
                break;
            default:
                pairs[to] += $"&{(draw.OneIn(2) ? "&" : "")}{Encoding.Latin1.GetString(draw.Start()).Split('&')[0]}";
                break;
        }
    }

    // The same, in another spelling: escapes in either case of hexadecimal.
    private static string Respell(string text, FuzzDraw draw) => string.Concat(text.Select(c => draw.OneIn(4) && char.IsAsciiLetterOrDigit(c)
        ? draw.OneIn(2) ? $"%{(int)c:x2}" : $"%{(int)c:X2}"
        : $"{c}"));
}
