namespace StsSim.LoadTests.Engine;

/// <summary>A constant number of callers.</summary>
internal sealed class KeepConstant : CopiesSimulation
{
    public KeepConstant(int copies, TimeSpan during)
        : base(during)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(copies);
        MostCopies = copies;
    }

    public override int MostCopies { get; }

    public override int CopiesAt(TimeSpan moment) => MostCopies;
}
