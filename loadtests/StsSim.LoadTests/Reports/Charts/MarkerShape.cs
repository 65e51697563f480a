namespace StsSim.LoadTests.Reports.Charts;

internal enum MarkerShape
{
    Circle,
    Square,
    Triangle,
    Cross,
}
