namespace StsSim.LoadTests.Engine;

internal enum ArrivalSpacing
{
    /// <summary>Equal gaps: nothing but the rate itself loads the target.</summary>
    Even,

    /// <summary>Independent callers: exponential gaps, so that bursts come by chance as they do in life.</summary>
    Poisson,
}
