namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>
/// Counts the requests that a fault rule is for, for rules that strike by number. In memory: after the loss of its silo a
/// rule begins to count anew. Key: see <see cref="KeyOf"/>.
/// </summary>
[Alias("stssim.IFaultCounterGrain")]
public interface IFaultCounterGrain : IGrainWithStringKey
{
    /// <param name="scope">Whose rule it is.</param>
    static string KeyOf(string scope, FaultRuleDefinition rule) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{scope}/{rule.Id}/{rule.Generation}");

    /// <summary>The next number of a unit, from 1.</summary>
    [Alias("Next"), ResponseTimeout(RequestPatience.Text)]
    ValueTask<long> Next(ulong unit);
}
