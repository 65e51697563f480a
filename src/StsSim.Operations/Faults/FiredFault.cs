using StsSim.Operations.Faults.Distributions;

namespace StsSim.Operations.Faults;

/// <summary>A rule that struck a request.</summary>
public sealed class FiredFault(FaultRule rule, FaultDraw draw, TimeProvider time)
{
    private FaultDraw _draw = draw;

    /// <summary>Gives back the place that the request had under the rule, once it is answered.</summary>
    public void End() => rule.End();

    /// <summary>Waits as long as a distribution says.</summary>
    /// <returns>Whether the client is still there.</returns>
    public async ValueTask<bool> WaitAsync(Distribution distribution, AwsCall call)
    {
        await Task.Delay(distribution.Draw(ref Draw), time, call.Request.Aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !call.Request.Aborted.IsCancellationRequested;
    }

    public FaultRule Rule => rule;

    public TimeProvider Time => time;

    public FaultEffect Effect => rule.Effect;

    /// <summary>The numbers that are left to draw.</summary>
    /// <exception cref="InvalidOperationException">The rule does not say that it draws, so nobody knows the request.</exception>
    public ref FaultDraw Draw
    {
        get
        {
            if (!rule.DrawsByRequest)
            {
                throw new InvalidOperationException($"{rule.Effect.Type} draws and does not say so.");
            }

            return ref _draw;
        }
    }
}
