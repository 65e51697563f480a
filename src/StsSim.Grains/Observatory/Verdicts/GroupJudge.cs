namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Judges a group of clients by the evidence.</summary>
internal static class GroupJudge
{
    public static Judgement Judge(GroupEvidence evidence) => new("", [], [], []);
}
