namespace StsSim.Operations.Faults;

/// <summary>A rule that struck a request.</summary>
public sealed class FiredFault(FaultRule rule, FaultDraw draw, TimeProvider time)
{
    private FaultDraw _draw = draw;

    public FaultRule Rule => rule;

    public TimeProvider Time => time;

    public FaultEffect Effect => rule.Effect;

    /// <summary>The numbers that are left to draw.</summary>
    public ref FaultDraw Draw => ref _draw;
}
