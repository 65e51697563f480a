namespace StsSim.Testing;

/// <summary>What ends a silence.</summary>
public enum HangEnd
{
    Close,
    Reset,

    /// <summary>The answer comes after all.</summary>
    Answer,
}
