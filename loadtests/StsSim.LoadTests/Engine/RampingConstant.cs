namespace StsSim.LoadTests.Engine;

/// <summary>A number of callers that moves in a straight line from one value to another.</summary>
internal sealed class RampingConstant : CopiesSimulation
{
    private readonly int _from;
    private readonly int _to;

    public RampingConstant(int from, int to, TimeSpan during)
        : base(during)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfZero(from + to);
        _from = from;
        _to = to;
    }

    /// <summary>How many there are at its end.</summary>
    public int To => _to;

    public override int MostCopies => Math.Max(_from, _to);

    public override int CopiesAt(TimeSpan moment) =>
        (int)Math.Round(_from + ((_to - _from) * Math.Clamp(moment / During, 0, 1)));
}
