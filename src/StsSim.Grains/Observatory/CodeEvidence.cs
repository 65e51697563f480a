using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>What clients did after one kind of failure.</summary>
/// <param name="Code">The error code; for a connection that broke before an answer, <c>(no answer)</c>.</param>
/// <param name="Status">The HTTP status it came with; 0 without an answer.</param>
/// <param name="Answers">How often it was met, by attempts that were not the last that the client makes and of which it is known what followed.</param>
/// <param name="Retried">How often another attempt of the same invocation followed.</param>
internal sealed record CodeEvidence(string Code, int Status, RetryTrigger Trigger, long Answers, long Retried);
