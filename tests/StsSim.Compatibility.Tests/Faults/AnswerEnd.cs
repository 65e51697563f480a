namespace StsSim.Compatibility.Tests.Faults;

/// <summary>What becomes of a connection after an answer.</summary>
public enum AnswerEnd
{
    /// <summary>It stays, for another request.</summary>
    Open,

    /// <summary>The server ended it in good order: FIN.</summary>
    Closed,

    /// <summary>The server reset it: RST.</summary>
    Reset,
}
