using System.Text;

namespace StsSim.Iam.Policies;

/// <summary>
/// How much of a session's budget its policies and tags take, in percent. AWS packs them into a private binary form;
/// this model counts bytes against a budget, so it is deterministic and additive, as recorded of AWS.
/// </summary>
/// <param name="Policies">What inline policy and policy ARNs take, in percent, rounded up.</param>
/// <param name="Tags">What the session tags take.</param>
public readonly record struct PackedPolicySize(int Policies, int Tags)
{
    /// <summary>Lets the longest legal session policy just fit; the one-statement policy of AWS's samples then takes their 6 percent.</summary>
    private const int BudgetBytes = 2048;

    private const int TagOverheadBytes = 2;

    public int Total => Policies + Tags;

    public static PackedPolicySize Measure(
        string policy, IReadOnlyList<string> policyArns, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        int policyBytes = SignificantBytes(policy);
        for (int i = 0; i < policyArns.Count; i++)
        {
            policyBytes += Encoding.UTF8.GetByteCount(policyArns[i]);
        }

        int tagBytes = 0;
        for (int i = 0; i < tags.Count; i++)
        {
            tagBytes += TagOverheadBytes + Encoding.UTF8.GetByteCount(tags[i].Key) + Encoding.UTF8.GetByteCount(tags[i].Value);
        }

        return new PackedPolicySize(Percent(policyBytes), Percent(tagBytes));
    }

    private static int Percent(int bytes) => ((bytes * 100) + BudgetBytes - 1) / BudgetBytes;

    // White space between JSON tokens is not packed.
    private static int SignificantBytes(string json)
    {
        int bytes = 0;
        bool quoted = false, escaped = false;
        foreach (char c in json)
        {
            if (!quoted && char.IsWhiteSpace(c))
            {
                continue;
            }

            bytes += c < 0x80 ? 1 : 2; // a session policy holds no character above U+00FF
            quoted ^= c == '"' && !escaped;
            escaped = quoted && c == '\\' && !escaped;
        }

        return bytes;
    }
}
