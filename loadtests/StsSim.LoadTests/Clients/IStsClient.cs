namespace StsSim.LoadTests.Clients;

/// <summary>One client of STS: it makes logical calls, and retries them in its own way.</summary>
internal interface IStsClient : IAsyncDisposable
{
    /// <summary>The SDK that makes its calls, with its version, such as <c>boto3 1.43.11</c>; <see langword="null"/> where none does.</summary>
    string? Sdk { get; }

    /// <summary>Makes one logical call; the outcome is a value, whatever was thrown.</summary>
    /// <param name="watcher">Told of each request as it passes.</param>
    /// <param name="cancellationToken">Closes the run: the call then ends as <see cref="InvocationEnd.Unfinished"/>.</param>
    ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken);
}
