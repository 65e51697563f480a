using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What a retry follows, as people say it.</summary>
internal static class TriggerText
{
    public static string Of(RetryTrigger trigger) => trigger switch
    {
        RetryTrigger.Throttling => "after throttling",
        RetryTrigger.Transient => "after a transient error",
        RetryTrigger.Terminal => "after an error that no retry mends",
        _ => "after a success",
    };
}
