namespace StsSim.LoadTests;

/// <summary>Something to load that the program starts and stops itself.</summary>
internal interface ITarget : IAsyncDisposable
{
    Uri Endpoint { get; }
}
