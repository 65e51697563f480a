namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>The client's parser would not take the answer.</summary>
internal sealed class AnswerRejectedException(string reason) : Exception(reason);
