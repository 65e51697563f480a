using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>A way of waiting between attempts.</summary>
/// <param name="Name">E.g. <c>standard, new rules</c>.</param>
/// <param name="IsDocumented">Whether an SDK documents it; others are shapes, with figures made to fit.</param>
internal sealed record BackoffPolicy(string Name, BackoffFormula Transient, BackoffFormula Throttling, bool IsDocumented = true)
{
    public string Formula => Transient == Throttling ? $"{Transient}" : $"{Transient}; throttled {Throttling}";

    public BackoffFormula After(RetryTrigger trigger) => trigger == RetryTrigger.Throttling ? Throttling : Transient;

    /// <returns>E.g. <c>exponential backoff with full jitter from 50 ms (1 s when throttled)</c>.</returns>
    public string InWords()
    {
        string shape = Transient.Growth > 1 ? "exponential backoff" : "the same delay each time";
        string jitter = Transient.Jitter switch
        {
            JitterKind.Full => "with full jitter",
            JitterKind.Half => "with jitter in its upper half",
            _ => "without jitter",
        };
        string throttled = Transient == Throttling ? ""
            : $" ({DurationText.Of(Throttling.BaseMs)}{(Throttling.Jitter == Transient.Jitter ? "" : " and another jitter")} when throttled)";
        return $"{shape} {jitter} from {(IsDocumented ? DurationText.Of(Transient.BaseMs) : $"about {DurationText.About(Transient.BaseMs)}")}{throttled}";
    }
}
