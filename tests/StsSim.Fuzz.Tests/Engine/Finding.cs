using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>An input that broke something, as small as it could be made, and what it broke.</summary>
internal sealed record Finding(string Target, int Seed, int Number, byte[] Input, Exception Cause)
{
    private const int MostShown = 2_000;

    /// <summary>What two inputs have in common that break the same thing: the kind of exception and where it was thrown.</summary>
    public static string KindOf(Exception cause)
    {
        StackFrame? place = new StackTrace(cause).GetFrames().FirstOrDefault(frame => frame.GetMethod()?.DeclaringType?.Namespace?.StartsWith("StsSim.", StringComparison.Ordinal) ?? false);
        return string.Create(CultureInfo.InvariantCulture, $"{cause.GetType().Name} {place?.GetMethod()?.DeclaringType?.Name}.{place?.GetMethod()?.Name}+{place?.GetILOffset()}");
    }

    /// <summary>Writes the input to a file, ready to be copied into the target's <c>Findings</c>.</summary>
    /// <returns>Where it is.</returns>
    public string Save(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, Target));
        string path = Path.Combine(folder, Target, Convert.ToHexStringLower(SHA256.HashData(Input).AsSpan(0, 6)));
        File.WriteAllBytes(path, Input);
        return path;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Target}, STSSIM_FUZZ_SEED={Seed}, input {Number}, {Input.Length} bytes: {Cause}\n{Shown()}\n");

    private string Shown()
    {
        string text = Encoding.Latin1.GetString(Input, 0, Math.Min(Input.Length, MostShown));
        return string.Concat(text.Select(c => c is >= ' ' and < (char)0x7f or '\n' ? $"{c}" : $"\\x{(int)c:x2}"));
    }
}
