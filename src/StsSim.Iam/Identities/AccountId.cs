using System.Globalization;

namespace StsSim.Iam.Identities;

/// <summary>A twelve-digit AWS account id. Leading zeros belong to it.</summary>
public readonly record struct AccountId(long Number)
{
    private const int Length = 12;

    public static bool TryParse(ReadOnlySpan<char> text, out AccountId account)
    {
        account = default;
        if (text.Length != Length
            || text.ContainsAnyExceptInRange('0', '9') // TryParse alone passes over trailing NULs
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return false;
        }

        account = new AccountId(number);
        return true;
    }

    /// <exception cref="FormatException">The text is not twelve digits.</exception>
    public static AccountId Parse(string text) =>
        TryParse(text, out AccountId account) ? account : throw new FormatException($"'{text}' is not a twelve-digit account id.");

    public override string ToString() => Number.ToString("D12", CultureInfo.InvariantCulture);
}
