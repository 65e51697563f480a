namespace StsSim.Testing;

/// <summary>How much of an answer gets through before its connection breaks.</summary>
public enum AbortMoment
{
    BeforeHeaders,
    AfterHeaders,
    MidBody,
}
