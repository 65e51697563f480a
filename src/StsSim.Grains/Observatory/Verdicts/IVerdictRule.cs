using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>One thing that is asked of how clients retry.</summary>
internal interface IVerdictRule
{
    /// <summary>As verdicts name it.</summary>
    string Name { get; }

    /// <returns><see langword="null"/> where nothing was seen that it is about.</returns>
    Verdict? Judge(ClientProfile profile);
}
