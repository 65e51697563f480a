namespace StsSim.Operations.Tests.Throttling.Model;

/// <param name="Which">Of those there are, counted on from the last to the first again.</param>
/// <param name="How">Where an act has ways.</param>
internal readonly record struct LeaseStep(LeaseAct Act, int Which, int How)
{
    public override string ToString() => $"{Act} {Which} {How}";
}
