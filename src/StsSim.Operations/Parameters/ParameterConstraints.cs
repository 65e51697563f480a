using System.Globalization;
using System.Text;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Parameters;

/// <summary>
/// Checks parameters against the service model and collects every violation into the one message AWS sends. Per member
/// the pattern comes before the length; members come in the order of the request's shape.
/// </summary>
/// <param name="limits">How long a list may be, whatever the service model says.</param>
public struct ParameterConstraints(RequestLimits limits)
{
    private StringBuilder? _violations;
    private int _count;

    /// <summary>A text. An empty value is validated; only an absent one is null.</summary>
    public void Text(string member, string? value, bool required, int minimum, int maximum, ParameterPattern pattern)
    {
        if (value is null)
        {
            if (required)
            {
                Violated($"Value null at '{member}'", "Member must not be null");
            }

            return;
        }

        if (!pattern.Matches(value))
        {
            Violated($"Value '{value}' at '{member}'", $"Member must satisfy regular expression pattern: {pattern.Text}");
        }

        if (value.Length < minimum)
        {
            Violated($"Value '{value}' at '{member}'", $"Member must have length greater than or equal to {minimum}");
        }

        if (value.Length > maximum)
        {
            Violated($"Value '{value}' at '{member}'", $"Member must have length less than or equal to {maximum}");
        }
    }

    /// <summary>A text that must not be echoed, such as a token.</summary>
    public void SensitiveText(string member, string? value, bool required, int minimum, int maximum) =>
        SensitiveText(member, value, required, minimum, maximum, ParameterPattern.Any);

    /// <summary>The same, of a pattern.</summary>
    public void SensitiveText(string member, string? value, bool required, int minimum, int maximum, ParameterPattern pattern)
    {
        if (value is null)
        {
            if (required)
            {
                Violated($"Value null at '{member}'", "Member must not be null");
            }

            return;
        }

        if (!pattern.Matches(value))
        {
            Violated($"Value at '{member}'", $"Member must satisfy regular expression pattern: {pattern.Text}");
        }

        if (value.Length < minimum)
        {
            Violated($"Value at '{member}'", $"Member must have length greater than or equal to {minimum}");
        }

        if (value.Length > maximum)
        {
            Violated($"Value at '{member}'", $"Member must have length less than or equal to {maximum}");
        }
    }

    /// <summary>A text of a fixed set.</summary>
    public void Choice(string member, string? value, params ReadOnlySpan<string> choices)
    {
        if (value is not null && !choices.Contains(value))
        {
            Violated($"Value '{value}' at '{member}'", $"Member must satisfy enum value set: [{string.Join(", ", choices!)}]");
        }
    }

    public void Number(string member, int? value, int minimum, int maximum)
    {
        if (value < minimum)
        {
            Violated($"Value '{value}' at '{member}'", $"Member must have value greater than or equal to {minimum}");
        }

        if (value > maximum)
        {
            Violated($"Value '{value}' at '{member}'", $"Member must have value less than or equal to {maximum}");
        }
    }

    /// <summary>The size of a list. AWS prints the list's Java objects here; the value is left out instead.</summary>
    public void Count(string member, int count, int maximum, int minimum = 0)
    {
        maximum = Math.Min(maximum, limits.ListMembers);
        if (count < minimum)
        {
            Violated($"Value at '{member}'", $"Member must have length greater than or equal to {minimum}");
        }

        if (count > maximum)
        {
            Violated($"Value at '{member}'", $"Member must have length less than or equal to {maximum}");
        }
    }

    /// <summary>One <c>ValidationError</c> for all violations, or <see langword="null"/>.</summary>
    public readonly AwsError? ToError() => _count == 0
        ? null
        : StsErrors.Validation(string.Create(
            CultureInfo.InvariantCulture, $"{_count} validation error{(_count == 1 ? "" : "s")} detected: {_violations}"));

    private void Violated(string what, string constraint)
    {
        _violations ??= new StringBuilder();
        if (_count++ > 0)
        {
            _violations.Append("; ");
        }

        _violations.Append(what).Append(" failed to satisfy constraint: ").Append(constraint);
    }
}
