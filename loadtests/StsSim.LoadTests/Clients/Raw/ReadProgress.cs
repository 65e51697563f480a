namespace StsSim.LoadTests.Clients.Raw;

internal enum ReadProgress
{
    Incomplete,
    Complete,
    Malformed,
}
