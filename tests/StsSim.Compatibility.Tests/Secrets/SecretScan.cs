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
        var findings = new ConcurrentBag<string>();
        Parallel.ForEach(_written, written =>
        {
            foreach ((string secret, (string name, IReadOnlySet<string> forms)) in _secrets)
            {
                if (!written.HandsOut.Contains(secret) && forms.FirstOrDefault(form => written.Text.Contains(form, StringComparison.Ordinal)) is { } form)
                {
                    findings.Add($"{name} is in {written.Source}, before it: {Before(written.Text, written.Text.IndexOf(form, StringComparison.Ordinal))}");
                }
            }

            foreach (Match number in LoneNumber().Matches(written.Text))
            {
                if (_codes.TryGetValue(number.Value, out string? name))
                {
                    findings.Add($"{name} is in {written.Source}, before it: {Before(written.Text, number.Index)}");
                }
            }
        });
        return [.. findings.Order(StringComparer.Ordinal)];
    }

    private static string Before(string text, int at) => text[Math.Max(0, at - 80)..at];

    [GeneratedRegex(@"(?<![\w.:+/=-])0\d{5}(?![\w+/=])")]
    private static partial Regex LoneNumber();
}
