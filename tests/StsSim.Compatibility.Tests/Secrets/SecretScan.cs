using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>The secrets that a run used, and everything that was written in it.</summary>
internal sealed partial class SecretScan
{
    private readonly ConcurrentDictionary<string, (string Name, IReadOnlySet<string> Forms)> _secrets = new();
    private readonly ConcurrentQueue<WrittenText> _written = new();
    private readonly ConcurrentDictionary<string, string> _codes = new();

    public IReadOnlyCollection<WrittenText> Written => _written;

    public int Secrets => _secrets.Count + _codes.Count;

    public string Knows(string name, string secret)
    {
        Assert.True(secret.Length >= 12, $"{name} is too short to be told from other texts.");
        _secrets.TryAdd(secret, (name, SecretForms.Of(secret)));
        return secret;
    }

    public void Knows(string name, byte[] secret) => _secrets.TryAdd(Convert.ToHexString(secret), (name, SecretForms.Of(secret)));

    /// <summary>A code that begins with a zero: no number that a program writes by itself looks like it.</summary>
    public void KnowsCode(string name, string code)
    {
        Assert.StartsWith("0", code, StringComparison.Ordinal);
        _codes.TryAdd(code, name);
    }

    public void Wrote(string source, string text, params IReadOnlyCollection<string> handsOut) => _written.Enqueue(new WrittenText(source, text, handsOut));

    /// <summary>Where which secret stands that should not, in words without the secret.</summary>
    public IReadOnlyList<string> Findings()
    {
        ILookup<string, string> secretsOf = _secrets.SelectMany(secret => secret.Value.Forms.Select(form => (form, secret.Key))).ToLookup(pair => pair.form, pair => pair.Key);
        string[] forms = [.. secretsOf.Select(form => form.Key)];
        var search = SearchValues.Create(forms, StringComparison.Ordinal);
        var findings = new ConcurrentBag<string>();
        Parallel.ForEach(_written, written =>
        {
            string text = written.Text;
            for (int at = IndexOf(search, text, 0); at >= 0; at = IndexOf(search, text, at + 1))
            {
                foreach (string secret in forms.Where(form => string.CompareOrdinal(text, at, form, 0, form.Length) == 0).SelectMany(form => secretsOf[form]).Except(written.HandsOut))
                {
                    findings.Add($"{_secrets[secret].Name} is in {written.Source}, after: {Before(text, at)}");
                }
            }

            foreach (Match number in LoneNumber().Matches(text))
            {
                if (_codes.TryGetValue(number.Value, out string? name))
                {
                    findings.Add($"{name} is in {written.Source}, after: {Before(text, number.Index)}");
                }
            }
        });
        return [.. findings.Distinct().Order(StringComparer.Ordinal)];
    }

    private static int IndexOf(SearchValues<string> search, string text, int from)
    {
        int found = text.AsSpan(from).IndexOfAny(search);
        return found < 0 ? found : from + found;
    }

    private static string Before(string text, int at) => text[Math.Max(0, at - 80)..at];

    [GeneratedRegex(@"(?<![\w.:+/=-])0\d{5}(?![\w+/=])")]
    private static partial Regex LoneNumber();
}
