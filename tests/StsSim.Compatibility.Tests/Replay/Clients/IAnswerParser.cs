using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>The rules by which one client reads answers.</summary>
internal interface IAnswerParser
{
    /// <exception cref="AnswerRejectedException">The client would fail to parse it, and why.</exception>
    ParsedResult ReadResult(string operation, WireAnswer answer);

    /// <exception cref="AnswerRejectedException">The client would fail to parse it, and why.</exception>
    ParsedError ReadError(WireAnswer answer);
}
