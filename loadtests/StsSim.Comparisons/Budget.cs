using System.Globalization;

namespace StsSim.Comparisons;

/// <summary>Something that was measured, and the limits that it is to keep within.</summary>
/// <param name="What">With its unit, where it has one.</param>
internal sealed record Budget(string What, double Figure, double Least = double.NegativeInfinity, double Most = double.PositiveInfinity)
{
    /// <summary>A figure that is no number keeps no budget.</summary>
    public bool IsKept => Figure >= Least && Figure <= Most;

    /// <summary>Writes each as an item of a list.</summary>
    /// <returns>Whether all are kept.</returns>
    public static async Task<bool> JudgeAsync(TextWriter output, params IEnumerable<Budget> budgets)
    {
        bool areKept = true;
        foreach (Budget budget in budgets)
        {
            areKept &= budget.IsKept;
            await output.WriteLineAsync(budget.ToString());
        }

        return areKept;
    }

    public override string ToString()
    {
        string limit = double.IsFinite(Least) ? string.Create(CultureInfo.InvariantCulture, $"at least {Least:0.##}") : string.Create(CultureInfo.InvariantCulture, $"at most {Most:0.##}");
        return string.Create(CultureInfo.InvariantCulture, $"- {(IsKept ? "kept" : "NOT KEPT")}: {What} {Figure:0.##}, {limit}");
    }
}
