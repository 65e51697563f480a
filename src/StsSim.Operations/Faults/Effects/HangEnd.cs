namespace StsSim.Operations.Faults.Effects;

/// <summary>What ends a silence.</summary>
public enum HangEnd
{
    Close,
    Reset,
    Answer,
}
